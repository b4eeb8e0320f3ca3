/** The fields of the page: what is entered becomes answers, and answers are shown. */

import { isBlank } from "./conditions.js";
import { isTyped, readNumber, typed } from "./values.js";

const NUMBERS = ["integer", "number", "money"];

/** Show the answers to some fields within an element. */
export function show(fields, answers, root) {
  for (const field of fields) {
    for (const input of inputsOf(field.id, root)) write(field, input, answers[field.id]);
  }
}

/** The inputs of a field within an element. */
export function inputsOf(id, root) {
  return root.querySelectorAll(`[data-of="${CSS.escape(id)}"]`);
}

function write(field, input, answer) {
  if (input.type === "radio") input.checked = answer === input.value;
  else if (input.type === "checkbox") input.checked = Array.isArray(answer) && answer.includes(input.value);
  else {
    input.value = isBlank(answer) ? "" : isTyped(answer) ? answer.typed : String(answer);
    mirror(input);
  }
}

function mirror(input) {
  input.toggleAttribute("data-blank", input.value === "");
  const twin = input.nextElementSibling;
  // A last empty line needs something to stand on.
  if (twin?.matches("[data-mirror]")) twin.textContent = `${input.value}\u200b`;
}

/** What is entered in a field now; blank where nothing is. */
function read(field, input, root) {
  if (input.type === "radio" || input.type === "checkbox") {
    const ticked = [...inputsOf(field.id, root)].filter((one) => one.checked).map((one) => one.value);
    return input.type === "radio" ? ticked[0] : ticked;
  }
  if (field.type === "date") return input.validity.badInput ? typed("") : input.value;
  if (input.value.trim() === "") return "";
  if (NUMBERS.includes(field.type)) return readNumber(input.value, field.type) ?? typed(input.value);
  return input.value;
}

/** Whether a tick takes others back: what excludes all else, or what is ticked beside it. Nothing typed is lost. */
function release(field, input, root) {
  if (!field.exclusive.length || !input.checked) return false;
  const alone = field.exclusive.includes(input.value);
  const others = [...inputsOf(field.id, root)].filter(
    (one) => one !== input && one.checked && (alone || field.exclusive.includes(one.value)),
  );
  for (const other of others) other.checked = false;
  return others.length > 0;
}

export function mountEntries(page, form) {
  /** The answers that an input belongs to, those of its record or of the form, and the element that holds them. */
  function placeOf(input) {
    const record = input.closest("[data-record]");
    return record ? { answers: page.recordOf(record), root: record } : { answers: page.answers, root: form };
  }

  function take(input) {
    const field = page.field.get(input.dataset.of);
    const { answers, root } = placeOf(input);
    const released = input.type === "checkbox" && release(field, input, root);
    const answer = read(field, input, root);
    if (isBlank(answer)) delete answers[field.id];
    else answers[field.id] = answer;
    mirror(input);
    page.change("entry");
    if (released) page.say(page.words("page-cleared"));
  }

  form.addEventListener("input", (event) => {
    const input = event.target.closest("[data-of]");
    if (input) take(input);
  });
  // What is wrong with an entry is said once it is left.
  form.addEventListener("focusout", (event) => {
    if (event.target.closest("textarea, input:not([type=radio], [type=checkbox])")) setTimeout(() => page.tell("look"));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input, textarea.line") && !event.isComposing) event.preventDefault();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-clear]");
    if (!button) return;
    const { answers, root } = placeOf(button);
    const field = page.field.get(button.dataset.clear);
    delete answers[field.id];
    show([field], answers, root);
    inputsOf(field.id, root)[0].focus();
    page.change("entry");
  });
  page.on("load", () => show(page.fields.filter((field) => field.type !== "records"), page.answers, form));
}
