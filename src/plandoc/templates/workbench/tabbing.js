/** The Tab key goes from the handle in hand through its popover to what follows the handle, and back. */

export function mountTabbing(desk, popover) {
  const inside = () => [...popover.querySelectorAll("button:enabled")].filter((one) => one.offsetParent);

  /** What can be focused in the text before (-1) or after (1) the handle in hand. */
  function beside(way) {
    const all = [...document.querySelectorAll("#rows :is(button, a)")].filter((one) => one.offsetParent);
    const at = all.indexOf(desk.inHand);
    return at < 0 ? null : all[at + way];
  }

  function next(target, back) {
    if (target === desk.inHand) return back ? null : inside()[0];
    if (!popover.contains(target)) return null;
    const all = inside();
    const at = all.indexOf(target);
    if (back) return at <= 0 ? desk.inHand : null;
    return at === all.length - 1 ? beside(1) : null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey || popover.hidden) return;
    const wanted = next(event.target, event.shiftKey);
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
  });
}
