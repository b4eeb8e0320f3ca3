/** How the page looks: its language, its theme, the list of sections, and what is printed. */

import { byId } from "../../workbench/elements.js";
import { recall, remember } from "./keeping.js";

const KEY = "plandoc-form-look";

export function mountLook(page) {
  const root = document.documentElement;
  const chosen = { theme: "auto", ...recall(KEY) };

  /** Show a part of the page in the language that is read. */
  page.translate = function translate(part) {
    for (const one of part.querySelectorAll("[data-language]")) one.hidden = one.dataset.language !== page.tongue.tag;
    for (const one of part.querySelectorAll("[data-word]")) one.textContent = page.words(one.dataset.word);
    for (const one of part.querySelectorAll("[data-label]")) {
      one.setAttribute("aria-label", page.words(one.dataset.label));
      one.title = page.words(one.dataset.label);
    }
  };

  function speak(tag) {
    page.tongue = page.data.languages.find((one) => one.tag === tag) ?? page.tongue;
    root.lang = page.tongue.tag;
    root.dir = page.tongue.direction;
    document.title = page.tongue.title;
    page.translate(document);
    for (const button of document.querySelectorAll("[data-tongue]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tongue === page.tongue.tag));
    }
    page.tell("look");
  }

  function isDark() {
    const system = matchMedia("(prefers-color-scheme: dark)").matches;
    return root.dataset.theme === "dark" || (root.dataset.theme === "auto" && system);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-tongue]");
    if (!button) return;
    speak((chosen.tongue = button.dataset.tongue));
    remember(KEY, chosen);
  });

  page.does.theme = () => {
    root.dataset.theme = chosen.theme = isDark() ? "light" : "dark";
    remember(KEY, chosen);
  };

  page.does.all = (button) => {
    const every = root.toggleAttribute("data-all");
    button.setAttribute("aria-pressed", String(every));
  };

  page.does.rail = (button) => {
    const open = root.toggleAttribute("data-rail");
    button.setAttribute("aria-expanded", String(open));
    if (open) byId("rail").querySelector("a").focus();
  };

  page.does.print = () => window.print();

  // Everything is printed, whatever is folded up.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });

  root.dataset.theme = ["light", "dark"].includes(chosen.theme) ? chosen.theme : "auto";
  speak(chosen.tongue);
}
