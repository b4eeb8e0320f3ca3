/** What the parts of the page share: the form, the answers, what they come to, and who wants to know when that changes. */

import { counted } from "./answers.js";
import { settle } from "./settling.js";

export function createPage(data) {
  const listeners = { change: [], look: [], load: [] };
  const page = {
    data,
    fields: data.fields,
    /** Every field by its id, columns of records too. */
    field: new Map(data.fields.flatMap((field) => [field, ...field.columns]).map((field) => [field.id, field])),
    answers: {},
    /** Whether what is missing is shown. */
    checked: false,
    /** The language that is read. */
    tongue: data.languages[0],
    settled: null,
    /** For records, which of the rows count. */
    places: {},

    /** A word of the page with its blanks filled in. */
    words(key, values = {}) {
      return page.tongue.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    },

    on(event, listener) {
      listeners[event].push(listener);
    },

    tell(event, detail) {
      for (const listener of listeners[event]) listener(detail);
    },

    /** Work out what the answers come to, and tell; `cause` is "entry" where somebody answers. */
    change(cause) {
      const { answers, places } = counted(page.fields, page.answers);
      const before = page.settled;
      page.settled = settle(page.fields, answers);
      page.places = places;
      page.tell("change", { cause, before });
    },

    /** Put other answers in the place of all. */
    load(answers, cause) {
      page.answers = answers;
      page.checked = false;
      page.tell("load", {});
      page.change(cause);
    },
  };
  return page;
}
