/** What is typed, and what may be an answer. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const GROUPED = /^[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** The number that somebody typed, in half or full width; null where it is none. */
export function readNumber(text, type) {
  const plain = text.normalize("NFKC").replaceAll("\u2212", "-").trim();
  const bare = GROUPED.test(plain) ? plain.replace(/[, ]/g, "") : plain;
  const number = NUMBER.test(bare) ? Number(bare) : Number.NaN;
  return isNumber(number, type) ? number : null;
}

function isNumber(value, type) {
  return type === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value);
}

function isDay(value) {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Whether a value can be the answer to a field, whatever else is demanded of it; records are looked at row by row. */
export function fits(field, value) {
  switch (field.type) {
    case "single":
    case "band":
      return field.choices.includes(value);
    case "multiple":
      return Array.isArray(value) && new Set(value).size === value.length && value.every((code) => field.choices.includes(code));
    case "integer":
    case "number":
    case "money":
      return isNumber(value, field.type);
    case "date":
      return isDay(value);
    case "text":
      return typeof value === "string";
    default:
      return false;
  }
}

/** What was typed and is no answer yet is kept as it is. */
export function typed(text) {
  return { typed: text };
}

/** Whether something was typed that is no answer yet. */
export function isTyped(answer) {
  return typeof answer === "object" && answer !== null && typeof answer.typed === "string";
}
