/** What answers come to in a form. Tested against plandoc.report.evaluating. */

import { answerTo, holds, isBlank } from "./conditions.js";

const UNANSWERED = ["matrix", "group", "note"];

/** Whether each field is asked, what counts, what is kept apart, broken or missing; records row by row.
 *  `fields` stand in printed order; `outer` are the answers round a record. */
export function settle(fields, answers, outer = {}) {
  const relevant = {};
  const counting = { ...outer };
  const own = {};
  const withheld = {};
  const records = {};
  for (const field of fields) {
    const asked = (relevant[field.within] ?? true) && (!field.relevant || holds(field.relevant, counting) === true);
    relevant[field.id] = asked;
    const answer = answerTo(answers, field.id);
    if (isBlank(answer) || UNANSWERED.includes(field.type)) continue;
    if (!asked) {
      withheld[field.id] = answer;
      continue;
    }
    own[field.id] = counting[field.id] = answer;
    if (field.columns.length) records[field.id] = answer.map((row) => settle(field.columns, row, counting));
  }
  const broken = fields
    .filter((field) => Object.hasOwn(own, field.id))
    .flatMap((field) => field.demands.map((that, demand) => ({ field: field.id, demand, that })))
    .filter(({ that }) => holds(that, counting) === false)
    .map(({ field, demand }) => ({ field, demand }));
  const missing = fields
    .filter((field) => field.required && relevant[field.id] && !Object.hasOwn(own, field.id))
    .map((field) => field.id);
  return { relevant, answers: own, withheld, broken, missing, records };
}
