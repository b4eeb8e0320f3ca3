/** The popover under the paragraph in hand: the options of its group, and what follows from choosing. */

import { byId } from "./elements.js";
import { choicesOf, notesOf } from "./options.js";
import { mountTabbing } from "./tabbing.js";

export function mountPopover(desk) {
  const popover = byId("popover");
  // Not among the rows: whatever comes and goes there has all of them laid out again.
  byId("rows").after(popover);
  let shown = null;
  let under = null;

  function show({ group, from, moved, entered }) {
    if (!group) {
      hide();
      return;
    }
    const handle = from ?? desk.handles(group).find((one) => !one.closest(".row").hidden && isSeen(one));
    desk.inHand = handle ?? null;
    desk.rowInHand = handle?.closest(".row") ?? desk.places.rows.get(group.block)?.row ?? null;
    if (shown !== group || under !== desk.rowInHand) fill(group);
    else refresh();
    [shown, under] = [group, desk.rowInHand];
    popover.hidden = false;
    reveal();
    // Rows far away take their true height only once they are near.
    if (moved) requestAnimationFrame(reveal);
    // Handles are not seen in clean text: there the popover itself is what was moved to.
    if (entered || (moved && !handle)) popover.focus({ preventScroll: true });
    else if (moved) handle.focus({ preventScroll: true });
    if (moved) desk.say(`${byId("popover-title").textContent}. ${byId("popover-about").textContent}`);
  }

  /** Whether a handle is shown; known from the look, since asking the browser would lay the page out. */
  function isSeen(one) {
    return desk.look.view !== "clean" && desk.look.languages.includes(one.closest(".cell").dataset.language);
  }

  function hide() {
    if (popover.hidden) return;
    const focused = popover.contains(document.activeElement);
    popover.hidden = true;
    shown = null;
    if (focused) desk.inHand?.focus({ preventScroll: true });
    desk.inHand = desk.rowInHand = null;
  }

  /** Write the popover of a group anew. */
  function fill(group) {
    byId("popover-choices").replaceChildren(...choicesOf(desk, group));
    refresh(group);
  }

  /** Bring what depends on the state up to date, and leave the buttons where they are: one may have the focus. */
  function refresh(group = shown) {
    if (!group) return;
    byId("popover-title").textContent = desk.places.group(group, desk.inHand);
    const standing = desk.points.standing(desk.state, group);
    const kind = group.value ? "kind-value" : group.options === 1 ? "kind-one" : "kind-many";
    const about = [desk.places.part(desk.rowInHand?.dataset.block ?? group.block), desk.words(`standing-${standing}`), desk.words(kind, { count: group.options })];
    byId("popover-about").textContent = about.filter(Boolean).join(" · ");
    popover.dataset.state = standing;
    const taken = group.value ? (desk.state.values[group.value] ?? desk.data.settled[group.value] ?? null) : desk.taken(group);
    for (const one of byId("popover-choices").querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(taken === Number(one.dataset.index)));
    }
    byId("popover-reopen").disabled = taken === null;
    byId("popover-notes").replaceChildren(...notesOf(desk, group));
  }

  /** Put the popover under the row in hand. */
  function place() {
    const row = desk.rowInHand;
    if (row && !popover.hidden) popover.style.setProperty("--under", `${row.offsetTop + row.offsetHeight}px`);
  }

  /** Scroll as little as shows the row and the popover below it; a popover that does not fit stands at the foot. */
  function reveal() {
    const row = desk.rowInHand;
    if (!row || popover.hidden) return;
    place();
    popover.removeAttribute("data-sheet");
    const mark = (desk.inHand ?? row).getBoundingClientRect();
    const box = row.getBoundingClientRect();
    const top = Math.max(...["heads", "bars"].map((id) => byId(id).getBoundingClientRect().bottom)) + 8;
    const foot = innerHeight - (byId("foot").offsetHeight || byId("dock").offsetHeight) - 8;
    const isSheet = getComputedStyle(popover).position === "fixed";
    const height = popover.offsetHeight;
    const end = isSheet ? innerHeight - byId("dock").offsetHeight - height - 8 : foot - height - 8;
    const room = end - top;
    if (!isSheet && box.bottom - mark.top > room) popover.dataset.sheet = "";
    // The row as a whole if there is room for it, else from the line that the group begins in.
    const [first, last] = box.height <= room ? [box.top, box.bottom] : [mark.top - 30, mark.top - 30 + room];
    if (first < top) scrollBy(0, first - top);
    else if (last > end) scrollBy(0, Math.min(last - end, first - top));
  }

  byId("popover-choices").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && shown) desk.choose(shown, Number(button.dataset.index));
  });
  byId("popover-close").addEventListener("click", () => desk.select(null));
  byId("popover-esc").addEventListener("click", () => desk.select(null));
  byId("popover-next").addEventListener("click", () => desk.step(1));
  byId("popover-reopen").addEventListener("click", () => shown && desk.choose(shown, null));

  // Rows take their true heights as they come near, and push down what is below them.
  new ResizeObserver(place).observe(byId("rows"));
  mountTabbing(desk, popover);
  desk.on("select", show);
  desk.on("laid", reveal);
  desk.on("filter", () => desk.selected && desk.rowInHand?.hidden && desk.select(null));
  desk.on("change", () => refresh());
  desk.on("text", () => {
    if (!shown) return;
    refresh();
    reveal();
  });
  desk.on("look", () => {
    if (!shown) return;
    fill(shown);
    requestAnimationFrame(reveal);
  });
}
