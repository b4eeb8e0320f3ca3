/** The left rail: parts with their open points, and the rail itself where the screen is narrow. */

import { byId } from "./elements.js";

export function mountRail(desk) {
  const parts = [...byId("parts").children];
  const toggle = byId("rail-toggle");

  function paint() {
    for (const item of parts) {
      const { open, all } = desk.count(item.dataset.part);
      const part = desk.data.parts.find((one) => one.id === item.dataset.part);
      item.hidden = all === 0;
      item.querySelector(".name").textContent = part.titles[desk.look.label];
      item.querySelector(".go").title = part.titles[desk.look.label];
      const count = item.querySelector(".open");
      count.textContent = String(open);
      count.toggleAttribute("data-none", open === 0);
      count.ariaLabel = desk.words("open-in-part", { open, all });
      item.querySelector(".share i").style.width = `${all ? ((all - open) / all) * 100 : 100}%`;
    }
  }

  function here() {
    const block = desk.selected?.block ?? desk.topBlock?.();
    const part = desk.places.rows.get(block)?.row.dataset.part;
    for (const item of parts) {
      const button = item.querySelector(".go");
      if (item.dataset.part === part) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  function open(shown) {
    document.documentElement.toggleAttribute("data-rail", shown);
    toggle.ariaExpanded = String(shown);
    if (shown) byId("rail").querySelector("button").focus();
  }

  byId("parts").addEventListener("click", (event) => {
    const button = event.target.closest(".go");
    if (!button) return;
    const part = desk.data.parts.find((one) => one.id === button.closest("li").dataset.part);
    open(false);
    desk.goTo(part.blocks[0]);
  });
  toggle.addEventListener("click", () => open(toggle.ariaExpanded !== "true"));
  desk.closeRail = () => {
    if (toggle.ariaExpanded !== "true") return false;
    open(false);
    toggle.focus();
    return true;
  };
  document.addEventListener("click", (event) => {
    if (toggle.ariaExpanded === "true" && !event.target.closest("#rail, #rail-toggle")) open(false);
  });

  // On phones the bar has no room for the languages.
  const tongues = byId("languages").cloneNode(true);
  tongues.removeAttribute("id");
  byId("rail-look").append(tongues);

  desk.on("change", paint);
  desk.on("look", paint);
  desk.on("select", here);
  desk.on("scroll", here);
  paint();
}
