/** What the answers come to, shown: which questions are asked, what is wrong, what is missing, how far each section is. */

import { answerTo } from "./conditions.js";
import { byId } from "../../workbench/elements.js";
import { inputsOf } from "./entries.js";
import { isTyped } from "./values.js";

/** What is painted of each field: its place, its inputs, where its messages stand, and the button that clears it. */
function partsOf(fields, root) {
  const find = (what, id) => root.querySelector(`[data-${what}="${CSS.escape(id)}"]`);
  return new Map(
    fields.map(({ id }) => [id, { place: find("field", id), inputs: [...inputsOf(id, root)], error: find("error", id), clear: find("clear", id) }]),
  );
}

export function mountPaint(page, form) {
  const parts = partsOf(page.fields, form);
  /** The parts of each record, by its element. */
  const inRecords = new WeakMap();
  let said = "";

  /** The messages on one field: of what was typed, of rules that are broken, of what is missing. */
  function messages(field, answers, settled) {
    if (!settled.relevant[field.id]) return [];
    if (isTyped(answerTo(answers, field.id))) return [page.words(unreadable(field), { shape: page.words("day") })];
    const broken = settled.broken.filter((one) => one.field === field.id);
    if (broken.length) return broken.map((one) => page.tongue.messages[field.id][one.demand]);
    return page.checked && settled.missing.includes(field.id) ? [page.words("needed")] : [];
  }

  function unreadable(field) {
    if (field.type === "date") return "no-day";
    return field.type === "integer" ? "page-no-integer" : "page-no-number";
  }

  function paint(fields, answers, settled, known) {
    for (const field of fields) {
      const { place, inputs, error, clear } = known.get(field.id);
      const off = !settled.relevant[field.id];
      place.toggleAttribute("data-off", off);
      for (const input of inputs) input.disabled = off;
      if (field.type === "records") paintRecords(field, off);
      if (clear) clear.hidden = off || answerTo(answers, field.id) === undefined;
      if (error) report(place, inputs, error, typing(inputs) ? [] : messages(field, answers, settled));
    }
  }

  /** Whether somebody is at it; nobody is told what is wrong with half a number. */
  function typing(inputs) {
    const input = inputs.length === 1 ? inputs[0] : null;
    return !page.checked && input !== null && document.activeElement === input;
  }

  function report(place, inputs, error, lines) {
    const text = lines.join(" ");
    if (error.textContent !== text) {
      error.textContent = text;
      if (text) said = text;
    }
    const wrong = text ? "true" : null;
    place.toggleAttribute("data-wrong", Boolean(text));
    const bearers = place.getAttribute("role") === "radiogroup" ? [place] : inputs.filter((one) => one.type !== "radio");
    for (const one of bearers) {
      if (wrong) one.setAttribute("aria-invalid", wrong);
      else one.removeAttribute("aria-invalid");
    }
  }

  function paintRecords(field, off) {
    const rows = page.answers[field.id] ?? [];
    const settled = page.settled.records[field.id] ?? [];
    byId(`${field.id}-add`).disabled = off;
    for (const [at, element] of page.recordsOf(field.id).entries()) {
      const place = page.places[field.id]?.indexOf(at) ?? -1;
      const own = settled[place] ?? page.settledAlone(field, rows[at]);
      if (!inRecords.has(element)) inRecords.set(element, partsOf(field.columns, element));
      paint(field.columns, rows[at], own, inRecords.get(element));
    }
  }

  /** Say what a change opens and closes. */
  function count(before) {
    const turned = page.fields.filter(
      (field) => before.relevant[field.id] !== page.settled.relevant[field.id] && !page.field.get(field.within),
    );
    const opened = turned.filter((field) => page.settled.relevant[field.id]).length;
    const lines = [];
    if (opened) lines.push(page.words("page-opened", { count: opened }));
    if (turned.length > opened) lines.push(page.words("page-closed", { count: turned.length - opened }));
    return lines.join(" ");
  }

  function repaint() {
    said = "";
    paint(page.fields, page.answers, page.settled, parts);
  }

  page.on("change", ({ cause, before }) => {
    repaint();
    const turned = cause === "entry" && before ? count(before) : "";
    const line = [turned, said].filter(Boolean).join(" ");
    if (line) page.say(line);
  });
  page.on("look", () => page.settled && repaint());
}
