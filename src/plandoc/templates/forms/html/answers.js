/** Answers as the page holds them, and as files hold them. */

import { answerTo, isBlank } from "./conditions.js";
import { fits, isTyped } from "./values.js";

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The answers that the rules see: without what was typed and is no answer yet, and without empty records.
 *  `places` says for the records left where they stand among all. */
export function counted(fields, answers) {
  const left = {};
  const places = {};
  for (const field of fields) {
    const answer = answerTo(answers, field.id);
    if (isBlank(answer) || isTyped(answer)) continue;
    if (field.type !== "records") {
      left[field.id] = answer;
      continue;
    }
    const rows = answer.map((row) => counted(field.columns, row).answers);
    places[field.id] = [...rows.keys()].filter((at) => Object.keys(rows[at]).length);
    if (places[field.id].length) left[field.id] = places[field.id].map((at) => rows[at]);
  }
  return { answers: left, places };
}

/** Of answers from outside, those that the form can hold, in printed order; `problems` name the others.
 *  `kept` says whether what was typed and is no answer yet may be among them. */
export function accept(fields, given, kept = false, at = "") {
  const known = new Map(fields.map((field) => [field.id, field]));
  const problems = Object.entries(given)
    .filter(([id]) => !known.has(id))
    .map(([id, value]) => ({ id: `${at}${id}`, value, reason: "unknown" }));
  const answers = {};
  for (const field of fields) {
    const value = answerTo(given, field.id);
    if (isBlank(value)) continue;
    if (field.type === "records" && Array.isArray(value) && value.every(isRecord)) {
      const rows = value.map((row, place) => accept(field.columns, row, kept, `${at}${field.id}[${place + 1}].`));
      answers[field.id] = rows.map((row) => row.answers);
      problems.push(...rows.flatMap((row) => row.problems));
    } else if ((kept && isTyped(value)) || fits(field, value)) {
      answers[field.id] = value;
    } else {
      problems.push({ id: `${at}${field.id}`, value, reason: "unfit" });
    }
  }
  return { answers, problems };
}

/** The file of answers, by what they come to. */
export function asFile(data, settled, language) {
  const party = answerTo(settled.answers, data.party) ?? "";
  return { ...data.file, party, language, answers: settled.answers, withheld: settled.withheld };
}

/** What a file says, or null where it is no file of answers. */
export function readFile(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  const whole = isRecord(file) && isRecord(file.form) && isRecord(file.answers) && isRecord(file.withheld ?? {});
  return whole ? { form: file.form, answers: { ...file.withheld, ...file.answers } } : null;
}
