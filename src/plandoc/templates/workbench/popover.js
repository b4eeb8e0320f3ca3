/** The popover under the paragraph in hand: the options of its group, and what follows from choosing. */

import { byId } from "./elements.js";
import { choicesOf, notesOf } from "./options.js";

export function mountPopover(desk) {
  const popover = byId("popover");
  let shown = null;

  function show({ group, from, moved, entered }) {
    if (!group) {
      hide();
      return;
    }
    const handle = from ?? desk.handles(group).find((one) => !one.closest(".row").hidden && isSeen(one));
    desk.inHand = handle ?? null;
    const row = handle?.closest(".row") ?? desk.places.rows.get(group.block)?.row;
    row?.after(popover);
    if (shown !== group) fill(group);
    else refresh();
    shown = group;
    popover.hidden = false;
    if (row) reveal(row);
    if (moved) handle?.focus({ preventScroll: true });
    if (entered) popover.focus({ preventScroll: true });
    if (moved) desk.say(`${byId("popover-title").textContent}. ${byId("popover-about").textContent}`);
  }

  function isSeen(one) {
    return one.checkVisibility?.() ?? true;
  }

  function hide() {
    if (popover.hidden) return;
    const focused = popover.contains(document.activeElement);
    popover.hidden = true;
    shown = null;
    if (focused) desk.inHand?.focus({ preventScroll: true });
    desk.inHand = null;
  }

  /** Write the popover of a group anew. */
  function fill(group) {
    byId("popover-title").textContent = desk.places.group(group);
    byId("popover-choices").replaceChildren(...choicesOf(desk, group));
    refresh(group);
  }

  /** Bring what depends on the state up to date, and leave the buttons where they are: one may have the focus. */
  function refresh(group = shown) {
    if (!group) return;
    const standing = desk.points.standing(desk.state, group);
    const kind = group.value ? "kind-value" : group.options === 1 ? "kind-one" : "kind-many";
    const about = [desk.words(`standing-${standing}`), desk.words(kind, { count: group.options })];
    byId("popover-about").textContent = about.join(" · ");
    popover.dataset.state = standing;
    const taken = group.value ? (desk.state.values[group.value] ?? desk.data.settled[group.value] ?? null) : desk.taken(group);
    for (const one of byId("popover-choices").querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(taken === Number(one.dataset.index)));
    }
    byId("popover-reopen").disabled = taken === null;
    byId("popover-notes").replaceChildren(...notesOf(desk, group));
  }

  /** Scroll as little as shows the popover whole, and the row above it as far as there is room. */
  function reveal(row) {
    if (getComputedStyle(popover).position === "fixed") {
      const sheet = popover.getBoundingClientRect().top;
      const { bottom } = row.getBoundingClientRect();
      const mark = (desk.inHand ?? row).getBoundingClientRect();
      const top = byId("heads").getBoundingClientRect().bottom || byId("bars").getBoundingClientRect().bottom;
      if (mark.top < top + 8 || mark.bottom > sheet - 8) scrollBy(0, mark.top - top - 40);
      else if (bottom > sheet) scrollBy(0, Math.min(bottom - sheet + 8, mark.top - top - 40));
      return;
    }
    const box = popover.getBoundingClientRect();
    const foot = innerHeight - byId("foot").offsetHeight - 8;
    const top = byId("heads").getBoundingClientRect().bottom + 8;
    const mark = (desk.inHand ?? row).getBoundingClientRect();
    const edge = Math.min(row.getBoundingClientRect().top, mark.top);
    if (box.bottom > foot) scrollBy(0, Math.min(box.bottom - foot, mark.top - top));
    else if (edge < top) scrollBy(0, edge - top);
  }

  byId("popover-choices").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && shown) desk.choose(shown, Number(button.dataset.index));
  });
  byId("popover-close").addEventListener("click", () => desk.select(null));
  byId("popover-esc").addEventListener("click", () => desk.select(null));
  byId("popover-next").addEventListener("click", () => desk.step(1));
  byId("popover-reopen").addEventListener("click", () => shown && desk.choose(shown, null));

  desk.on("select", show);
  desk.on("change", () => refresh());
  desk.on("text", () => refresh());
  desk.on("look", () => shown && fill(shown));
}
