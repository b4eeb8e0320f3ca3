/** Links within the page: what they lead to is opened first. */

import { byId } from "../../workbench/elements.js";

export function mountLinks(page) {
  const root = document.documentElement;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const target = link && byId(decodeURIComponent(link.hash.slice(1)));
    if (!target || event.defaultPrevented) return;
    const folded = target.closest("details");
    if (folded) folded.open = true;
    if (target.closest("[data-off]") && !root.hasAttribute("data-all")) page.does.all(document.querySelector('[data-do="all"]'));
    root.removeAttribute("data-rail");
    document.querySelector('[data-do="rail"]').setAttribute("aria-expanded", "false");
  });
}
