/** Moving through the text: to the next and the previous group, to a block, along a link. */

import { byId } from "./elements.js";

export function mountMoving(desk) {
  const rows = byId("rows");

  /** Groups in the order in which their first handle stands on the page. */
  const order = [...new Set([...rows.querySelectorAll(".handle")].map((handle) => handle.dataset.group))]
    .map((id) => desk.points.groups.get(id))
    .filter(Boolean);

  /** Take the next (1) or previous (-1) group in hand; only open ones unless `any`. Goes round at the ends. */
  desk.step = function step(way, { any = false } = {}) {
    const wanted = (group) => (any || desk.points.isOpen(desk.state, group)) && isShown(group);
    // A handle that has the focus is where the reader is, also once its popover is closed.
    const here = desk.selected ?? desk.points.groups.get(document.activeElement?.dataset.group);
    const from = here ? order.indexOf(here) : before(way);
    for (let count = 1; count <= order.length; count++) {
      const group = order[(from + way * count + order.length * 2) % order.length];
      if (wanted(group)) {
        desk.select(group, { moved: true });
        return;
      }
    }
    desk.say(desk.words(any ? "said-no-group" : "said-all-decided"));
  };

  /** The place in the order that stepping begins from where nothing is in hand: what the reader sees. */
  function before(way) {
    const top = rows.querySelector(`[data-block="${CSS.escape(desk.topBlock() ?? "")}"]`);
    if (!top) return way > 0 ? -1 : 0;
    const at = order.findIndex((group) => {
      const handle = desk.handles(group)[0];
      return handle && top.compareDocumentPosition(handle) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY);
    });
    if (at < 0) return order.length - 1;
    return way > 0 ? at - 1 : at;
  }

  function isShown(group) {
    return desk.handles(group).some((handle) => !handle.closest(".row").hidden);
  }

  /** Bring a block to the top of what is seen. */
  desk.goTo = function goTo(block, { select = false } = {}) {
    const row = desk.places.rows.get(block)?.row;
    if (!row) return false;
    if (row.hidden) desk.clearFilters();
    row.scrollIntoView({ block: "start" });
    const group = select ? desk.groupsIn(block)[0] : null;
    if (group) desk.select(group, { moved: true });
    else flash(row);
    return true;
  };

  function flash(row) {
    row.classList.remove("flash");
    void row.offsetWidth;
    row.classList.add("flash");
    row.setAttribute("tabindex", "-1");
    row.focus({ preventScroll: true });
  }

  /** Follow a reference or a note call within the text. */
  desk.follow = function follow(link) {
    const target = decodeURIComponent(link.hash.slice(1));
    const note = target.match(/^note:(\d+)$/)?.[1];
    if (!note) return desk.goTo(target);
    const clean = link.closest(".cell")?.classList.contains("clean");
    const found = [...desk.places.rows.values()].find(({ row }) => row.dataset.kind === "note" && numberOf(row, clean) === note);
    return found ? desk.goTo(found.row.dataset.block) : false;
  };

  function numberOf(row, clean) {
    if (!clean) return row.querySelector(".cell.bracketed").dataset.label;
    const shown = row.querySelector(".cell.clean:not([data-hidden]) .number")?.firstChild;
    return shown?.nodeType === Node.TEXT_NODE ? shown.data : "";
  }

  /** The first block of which something is seen below the bars. */
  desk.topBlock = function topBlock() {
    const under = byId("heads").getBoundingClientRect().bottom + 4;
    const seen = document.elementsFromPoint(innerWidth / 2, Math.min(under + 20, innerHeight - 1));
    const row = seen.map((one) => one.closest?.(".row")).find(Boolean);
    return row?.dataset.block ?? null;
  };

  let waiting = 0;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => desk.tell("scroll"), 150);
  }, { passive: true });

  /** In projection only the paragraph in hand and the next are shown. */
  function mind() {
    for (const one of rows.querySelectorAll(".near")) one.classList.remove("near");
    if (document.documentElement.dataset.mode !== "projector") return;
    if (!desk.selected) return;
    const row = desk.rowInHand;
    row?.classList.add("near");
    let next = row?.nextElementSibling;
    while (next && !next.classList.contains("row")) next = next.nextElementSibling;
    next?.classList.add("near");
  }

  desk.on("select", mind);
  desk.on("look", () => {
    const projecting = document.documentElement.dataset.mode === "projector";
    if (projecting && !desk.selected) desk.step(1);
    if (projecting && !desk.selected) desk.step(1, { any: true });
    mind();
  });
  byId("previous").addEventListener("click", () => desk.step(-1));
  byId("next").addEventListener("click", () => desk.step(1));
  byId("dock").addEventListener("click", (event) => {
    const does = event.target.closest("[data-does]")?.dataset.does;
    if (does === "next") desk.step(1);
    if (does === "previous") desk.step(-1);
    if (does === "undo") desk.undo();
  });
}
