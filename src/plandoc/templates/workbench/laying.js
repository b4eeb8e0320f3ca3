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
    requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(() => mine === waiting && delete root.dataset.fresh)));
  }

  desk.on("look", () => {
    if (cells() === shown) return;
    shown = cells();
    root.dataset.fresh = "";
    later();
  });
  later();
}
