/** The page comes to life: its data become a desk, and each part of the page takes its place at it. */

import { createDesk } from "./desk.js";
import { mountLive } from "./live.js";
import { mountScenarios } from "./scenarios.js";
import { createSource as createLocal } from "./text-local.js";
import { createSource as createRemote } from "./text-server.js";

/** Start the page. Both kinds of sources answer `await source.clean(state, language)`. */
export async function start(data) {
  const source = data.atlas ? createLocal(data) : createRemote(data);
  const desk = createDesk(data, source);
  mountScenarios(desk);
  mountLive(desk);
  return desk;
}
