/** How far the form is, by section and as a whole, and the way to what is still to do. */

import { byId, element } from "../../workbench/elements.js";
import { answerTo } from "./conditions.js";
import { settle } from "./settling.js";
import { isTyped } from "./values.js";

export function mountAdvance(page, form) {
  const entries = [...document.querySelectorAll("#rail a[data-section]")];

  /** What a record comes to that does not count yet. */
  page.settledAlone = (field, row) => settle(field.columns, row, page.settled.answers);

  /** What is amiss in some fields: where, and whether it is missing. */
  function* troubles(fields, answers, settled, find) {
    for (const field of fields) {
      if (!settled.relevant[field.id]) continue;
      const place = () => find(field.id);
      if (isTyped(answerTo(answers, field.id))) yield { field, place };
      else if (settled.missing.includes(field.id)) yield { field, place, missing: true };
      else if (settled.broken.some((one) => one.field === field.id)) yield { field, place };
      if (field.type === "records") yield* inRecords(field, answers[field.id] ?? []);
    }
  }

  function* inRecords(field, rows) {
    const elements = page.recordsOf(field.id);
    for (const [at, row] of rows.entries()) {
      const place = page.places[field.id]?.indexOf(at) ?? -1;
      const own = page.settled.records[field.id]?.[place];
      const find = (id) => elements[at].querySelector(`[data-field="${CSS.escape(id)}"]`);
      if (own) yield* troubles(field.columns, row, own, find);
      // A record with nothing but what is no answer yet is none, and still it is not empty.
      else yield* troubles(field.columns, row, { ...page.settledAlone(field, row), missing: [] }, find);
    }
  }

  function all() {
    return [...troubles(page.fields, page.answers, page.settled, (id) => form.querySelector(`[data-field="${CSS.escape(id)}"]`))];
  }

  /** The fields that must be answered, each as often as it is asked. */
  function required() {
    return page.fields.flatMap((field) => {
      const rows = page.settled.records[field.id] ?? [];
      const columns = rows.flatMap((row) => field.columns.filter((column) => column.required && row.relevant[column.id]));
      return [...(field.required && page.settled.relevant[field.id] ? [field] : []), ...columns];
    });
  }

  function paint() {
    const wanted = required();
    const amiss = all();
    const missing = amiss.filter((one) => one.missing);
    for (const entry of entries) {
      const here = ({ section }) => section === Number(entry.dataset.section);
      const total = wanted.filter(here).length;
      const done = total - missing.filter((one) => here(one.field)).length;
      gauge(entry.querySelector("progress"), done, total);
      entry.querySelector(".figures").textContent = total ? `${done}/${total}` : "";
      entry.querySelector(".count .unseen").textContent = total ? page.words("page-done", { done, all: total }) : "";
      entry.toggleAttribute("data-done", total > 0 && done === total);
      entry.toggleAttribute("data-wrong", amiss.some((one) => !one.missing && here(one.field)));
    }
    const done = wanted.length - missing.length;
    gauge(byId("meter"), done, wanted.length);
    byId("done").querySelector(".figures").textContent = `${done}/${wanted.length}`;
    byId("done").querySelector(".full").textContent = page.words("page-done", { done, all: wanted.length });
    const count = amiss.length - missing.length;
    byId("to-mend").textContent = count ? page.words("page-to-mend", { count }) : "";
  }

  function gauge(bar, done, total) {
    bar.max = total || 1;
    bar.value = done;
  }

  /** Go to an element of the form. */
  page.go = function go(place) {
    const input = place.matches("[data-of]") ? place : place.querySelector("[data-of]:enabled:not([type=radio]), [data-of]:enabled, [data-add]:enabled");
    place.scrollIntoView({ block: "center" });
    (input ?? place).focus({ preventScroll: true });
  };

  function next() {
    const amiss = all();
    if (!amiss.length) {
      page.note(page.words("page-all-done"));
      return;
    }
    const here = document.activeElement;
    const after = amiss.find(({ place }) => here && form.contains(here) && here.compareDocumentPosition(place()) & Node.DOCUMENT_POSITION_FOLLOWING);
    page.go((after ?? amiss[0]).place());
  }

  function check() {
    page.checked = true;
    page.tell("look");
    const amiss = all();
    if (!amiss.length) page.note(page.words("page-all-done"));
    else page.list(page.words("page-checked", { count: amiss.length }), amiss.map(line));
  }

  /** The words of a question as they are read now. */
  function name(place) {
    const words = place.querySelector("legend, .legend, label, th, .beside");
    return [...words.querySelectorAll("[data-language]:not([hidden])")].map((one) => one.textContent).join(" ");
  }

  function line({ field, place, missing }) {
    const error = missing ? "" : place().querySelector(`[data-error="${CSS.escape(field.id)}"]`).textContent;
    const link = element("a", { href: `#${field.id}` }, `${name(place())} ${error}`.trim());
    link.addEventListener("click", (event) => {
      event.preventDefault();
      page.go(place());
    });
    return link;
  }

  page.does.next = next;
  page.does.check = check;
  page.on("change", paint);
  page.on("look", () => page.settled && paint());
}
