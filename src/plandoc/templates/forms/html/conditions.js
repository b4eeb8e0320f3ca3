/** What conditions come to: true, false, or null while that is unknown. Tested against plandoc.report.evaluating. */

const COMPARE = {
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  ge: (left, right) => left >= right,
  gt: (left, right) => left > right,
};

/** Whether there is no answer. */
export function isBlank(answer) {
  return answer === undefined || answer === null || answer === "" || (Array.isArray(answer) && answer.length === 0);
}

/** The answer to a field by its id; undefined where there is none. */
export function answerTo(answers, id) {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

/** Whether a condition holds. */
export function holds(condition, answers) {
  const [[key, inner]] = Object.entries(condition);
  switch (key) {
    case "all":
    case "any":
      return joined(key === "any", inner.map((one) => holds(one, answers)));
    case "not": {
      const truth = holds(inner, answers);
      return truth === null ? null : !truth;
    }
    case "answered":
      return !isBlank(answerTo(answers, inner));
    case "in":
      return isChosen(answerTo(answers, inner[0]), inner[1]);
    default:
      return compared(COMPARE[key], value(inner[0], answers), value(inner[1], answers));
  }
}

function joined(decisive, truths) {
  if (truths.includes(decisive)) return decisive;
  return truths.includes(null) ? null : !decisive;
}

function isChosen(answer, codes) {
  if (isBlank(answer)) return null;
  return Array.isArray(answer) ? answer.some((code) => codes.includes(code)) : codes.includes(answer);
}

function compared(compare, left, right) {
  if (left === null || right === null || typeof left !== typeof right) return null;
  // Days in ISO 8601 compare as their characters do.
  return typeof left === "string" ? compare(left, right) : compare(thousandths(left), thousandths(right));
}

/** The number or the day that an operand comes to; null while it is unknown. */
function value(operand, answers) {
  if (typeof operand !== "object") return operand;
  const [[key, inner]] = Object.entries(operand);
  if (key === "sum") {
    const known = inner.map((term) => value(term, answers)).filter((one) => typeof one === "number");
    return known.length ? known.reduce((sum, one) => sum + one) : null;
  }
  const answer = answerTo(answers, inner);
  if (key === "count") return Array.isArray(answer) && answer.length ? answer.length : null;
  if (typeof answer === "string") return answer || null;
  return Number.isFinite(answer) ? answer : null;
}

/** A number as comparisons see it: to the nearest thousandth, halves up, alike in every engine. */
function thousandths(number) {
  const scaled = number * 1000 + 0.5;
  return Number.isFinite(scaled) ? Math.floor(scaled) : scaled;
}
