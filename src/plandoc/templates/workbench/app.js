/** The page comes to life: its data become a desk, and each part of the page takes its place at it. */

import { mountAddress } from "./address.js";
import { mountAnnouncer } from "./announce.js";
import { mountBrackets } from "./brackets.js";
import { mountClean } from "./clean.js";
import { mountCounter } from "./counter.js";
import { createDesk } from "./desk.js";
import { mountDialogs } from "./dialogs.js";
import { mountFilters } from "./filters.js";
import { mountKeys } from "./keys.js";
import { mountLaying } from "./laying.js";
import { mountLive } from "./live.js";
import { mountLook } from "./look.js";
import { mountMends } from "./mends.js";
import { mountMoving } from "./moving.js";
import { createPlaces } from "./places.js";
import { mountPopover } from "./popover.js";
import { mountPrinting } from "./printing.js";
import { mountRail } from "./rail.js";
import { mountScenarios } from "./scenarios.js";
import { mountSearch } from "./search.js";
import { createSource as createLocal } from "./text-local.js";
import { createSource as createRemote } from "./text-server.js";
import { mountValues } from "./values.js";

/** Start the page. Both kinds of sources answer `await source.clean(state, language)`. */
export async function start(data) {
  const source = data.atlas ? createLocal(data) : createRemote(data);
  const desk = createDesk(data, source);
  desk.places = createPlaces(desk);
  mountLook(desk);
  mountAnnouncer(desk);
  mountDialogs(desk);
  mountBrackets(desk);
  mountClean(desk);
  mountCounter(desk);
  mountRail(desk);
  mountValues(desk);
  mountFilters(desk);
  mountSearch(desk);
  mountMends(desk);
  mountPopover(desk);
  mountMoving(desk);
  mountPrinting(desk);
  mountLaying(desk);
  mountKeys(desk);
  mountScenarios(desk);
  const at = mountAddress(desk);
  mountLive(desk);
  await desk.draw();
  desk.arrive(at);
  document.documentElement.dataset.ready = "";
  return desk;
}
