/** Records: rows of a table, added and removed. */

import { byId, element } from "../../workbench/elements.js";
import { show } from "./entries.js";

export function mountRecords(page, form) {
  /** The answers of each row. */
  const kept = new WeakMap();
  let made = 0;

  /** The answers of the record that an element shows. */
  page.recordOf = (row) => kept.get(row);

  /** The elements of the records of a field, in order. */
  page.recordsOf = (id) => [...byId(id).querySelectorAll("[data-record]")];

  function own(template) {
    made += 1;
    const row = template.content.firstElementChild.cloneNode(true);
    for (const one of [row, ...row.querySelectorAll("*")]) {
      for (const { name, value } of one.attributes) {
        if (["id", "for", "name"].includes(name) || name.startsWith("aria-")) one.setAttribute(name, value.replaceAll("@", `-${made}`));
      }
    }
    return row;
  }

  function insert(field, answers, before = null) {
    const fieldset = byId(field.id);
    const row = own(fieldset.querySelector("template"));
    kept.set(row, answers);
    fieldset.querySelector("tbody").insertBefore(row, before);
    page.translate(row);
    show(field.columns, answers, row);
    return row;
  }

  /** Number the rows anew. */
  function number(field) {
    for (const [at, row] of page.recordsOf(field.id).entries()) {
      row.querySelector("th .label").textContent = page.words("record", { number: at + 1 });
      const label = page.words("page-remove", { number: at + 1 });
      const button = row.querySelector("[data-remove]");
      button.setAttribute("aria-label", label);
      button.title = label;
    }
  }

  function list(field) {
    const fieldset = byId(field.id);
    for (const row of page.recordsOf(field.id)) row.remove();
    fieldset.querySelector(".gone")?.remove();
    for (const answers of page.answers[field.id] ?? []) insert(field, answers);
    number(field);
  }

  function add(field) {
    const answers = {};
    (page.answers[field.id] ??= []).push(answers);
    const row = insert(field, answers);
    number(field);
    page.change("entry");
    row.querySelector("[data-of]").focus();
  }

  function remove(field, row) {
    const rows = page.answers[field.id];
    const at = rows.indexOf(kept.get(row));
    const [answers] = rows.splice(at, 1);
    row.remove();
    if (!rows.length) delete page.answers[field.id];
    number(field);
    if (Object.keys(answers).length) offer(field, answers, at);
    byId(`${field.id}-add`).focus();
    page.change("entry");
    page.say(page.words("page-removed", { number: at + 1 }));
  }

  /** Offer to take a removal back. */
  function offer(field, answers, at) {
    const fieldset = byId(field.id);
    fieldset.querySelector(".gone")?.remove();
    const undo = element("button", { type: "button", class: "link" }, page.words("page-undo"));
    const line = element("p", { class: "gone" }, page.words("page-removed", { number: at + 1 }), " ", undo);
    undo.addEventListener("click", () => {
      line.remove();
      (page.answers[field.id] ??= []).splice(at, 0, answers);
      const row = insert(field, answers, page.recordsOf(field.id)[at]);
      number(field);
      page.change("entry");
      row.querySelector("[data-of]").focus();
    });
    fieldset.querySelector(".add").before(line);
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    const field = page.field.get(button.dataset.add ?? button.closest(".records").dataset.field);
    if (button.dataset.add) add(field);
    else remove(field, button.closest("[data-record]"));
  });
  const all = page.fields.filter((field) => field.type === "records");
  page.on("load", () => all.forEach(list));
  page.on("look", () => all.forEach(number));
}
