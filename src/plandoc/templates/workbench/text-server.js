/** Clean text from the preview's server, which works it out anew for every state and sends what changed. */

import { ADDRESS_WRITTEN } from "./live.js";
import { ask, Refusal } from "./server.js";

const REFUSED = 403;
const RESTARTED = "plandoc-restarted";
/** Milliseconds within which a page does not load itself again for the same reason. */
const PATIENCE = 5000;

/** @param data the page's data */
export function createSource(data) {
  /** By language the last text that arrived: version of the sources, state, and rows by their ids. */
  const last = new Map();

  return {
    /** Return {rows, mends, doubts} of a state; what arrives late for an older state is that state's all the same. */
    async clean(state, language) {
      const known = last.get(language);
      const answer = await asked({
        document: data.document,
        language,
        state,
        since: known?.state ?? null,
        version: known?.version ?? "",
      });
      const rows = new Map(answer.order.map((id) => [id, answer.rows[id] ?? known.rows.get(id)]));
      last.set(language, { state, rows, version: answer.version });
      return { rows: [...rows.values()], mends: answer.mends, doubts: answer.doubts, problems: answer.problems };
    },
  };

  async function asked(body) {
    try {
      return await ask(data, "/text", { body });
    } catch (error) {
      if (error instanceof Refusal && error.status === REFUSED) startAgain();
      throw error;
    }
  }
}

/** Load the page anew: the preview was started again, and knows this page no more. The address keeps the state. */
function startAgain() {
  const before = Number(sessionStorage.getItem(RESTARTED) ?? 0);
  if (Date.now() - before < PATIENCE) return;
  sessionStorage.setItem(RESTARTED, String(Date.now()));
  setTimeout(() => location.reload(), ADDRESS_WRITTEN);
}
