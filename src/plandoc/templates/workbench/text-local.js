/** Clean text without a server: the atlas of each language is in the page. */

import { createEngine } from "./engine.js";

/** @param data the page's data, with an atlas for each language */
export function createSource(data) {
  const engines = new Map(Object.entries(data.atlas).map(([language, atlas]) => [language, createEngine(atlas)]));
  return {
    /** The rows, mends and doubts that a state leaves in a language. */
    async clean(state, language) {
      return engines.get(language).text(state);
    },
  };
}
