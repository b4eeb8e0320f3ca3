/** How far the text is: the meter, the number of open points, and whether anything can be undone. */

import { byId } from "./elements.js";

export function mountCounter(desk) {
  /** Open points and all points, of the document or of one part. */
  desk.count = function count(part) {
    const all = desk.points.countable.filter((group) => !part || group.part === part);
    return { open: all.filter((group) => desk.points.isOpen(desk.state, group)).length, all: all.length };
  };

  function paint() {
    const { open, all } = desk.count();
    byId("open-count").textContent = String(open);
    byId("all-count").textContent = String(all);
    const meter = byId("meter");
    meter.setAttribute("aria-valuemax", String(all || 1));
    meter.setAttribute("aria-valuenow", String(all - open));
    meter.firstElementChild.style.width = `${all ? ((all - open) / all) * 100 : 100}%`;
    byId("undo").disabled = !desk.history.canUndo;
    byId("redo").disabled = !desk.history.canRedo;
    byId("counter").toggleAttribute("data-done", open === 0);
  }

  byId("undo").addEventListener("click", desk.undo);
  byId("redo").addEventListener("click", desk.redo);
  desk.on("change", paint);
  paint();
}
