/**
 * Laying out: a page that is new, or shows other cells, first lays out the rows that are seen, and the others once there
 * is time. From then on going anywhere finds its rows ready.
 */
export function mountLaying(desk) {
  const root = document.documentElement;
  const whenIdle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 100));
  const cells = () => `${root.dataset.view} ${root.dataset.languages}`;
  let shown = cells();
  let waiting = 0;

  function later() {
    const mine = ++waiting;
    // Two frames first: the rows that are seen are painted by then.
    requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(() => mine === waiting && layOut())));
  }

  /** Lay out every row, and leave the one that is read where it is: rows above it may have been estimated wrongly. */
  function layOut() {
    const row = desk.rowInHand ?? desk.places.rows.get(desk.topBlock())?.row;
    const before = row?.getBoundingClientRect().top ?? 0;
    root.style.overflowAnchor = "none";
    delete root.dataset.fresh;
    if (row) scrollBy(0, row.getBoundingClientRect().top - before);
    requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
    desk.tell("laid");
  }

  desk.on("look", () => {
    if (cells() === shown) return;
    shown = cells();
    root.dataset.fresh = "";
    later();
  });
  later();
}
