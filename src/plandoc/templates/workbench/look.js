/** How the page looks: view, languages, theme, mode; and its words in the language of what is read. */

import { byId } from "./elements.js";

const VIEWS = ["bracketed", "both", "clean"];
const THEMES = ["auto", "light", "dark"];

export function mountLook(desk) {
  const root = document.documentElement;
  const tongues = [...byId("languages").querySelectorAll("button")].map((button) => button.dataset.languages);

  /** Set some of view, languages ("zh", "zh-en"), theme, mode; all else stays. */
  desk.show = function show({ view, languages, theme, mode }) {
    if (VIEWS.includes(view)) root.dataset.view = desk.look.view = view;
    if (THEMES.includes(theme)) root.dataset.theme = theme;
    if (mode) root.dataset.mode = mode;
    if (tongues.includes(languages)) speak(languages);
    press();
    desk.tell("look");
  };

  function speak(languages) {
    desk.look.languages = languages.split("-");
    root.dataset.languages = languages;
    // Of two languages side by side the labels keep the one that was read last.
    if (desk.look.languages.length === 1) desk.look.label = languages;
    for (const one of document.querySelectorAll("[data-language]")) {
      one.toggleAttribute("data-hidden", !desk.look.languages.includes(one.dataset.language));
    }
    const spoken = desk.data.languages.find((one) => one.name === desk.look.label);
    root.lang = spoken.tag;
    root.dir = spoken.direction;
    for (const one of document.querySelectorAll("[data-word]")) one.textContent = desk.words(one.dataset.word);
    for (const one of document.querySelectorAll("[data-label]:not(.cell)")) {
      one.setAttribute("aria-label", desk.words(one.dataset.label));
      if (one.title) one.title = desk.words(one.dataset.label);
    }
    byId("title").textContent = document.title = desk.data.titles[desk.look.label];
    byId("standing").textContent = desk.data.notices[desk.look.label];
  }

  function press() {
    for (const one of document.querySelectorAll("button[data-view]")) {
      // Where only one side fits, both sides means the bracketed one.
      const narrow = one.closest("#dock") && root.dataset.view === "both" && one.dataset.view === "bracketed";
      one.setAttribute("aria-pressed", String(one.dataset.view === root.dataset.view || Boolean(narrow)));
    }
    for (const one of document.querySelectorAll("button[data-languages]")) {
      one.setAttribute("aria-pressed", String(one.dataset.languages === root.dataset.languages));
    }
    byId("projector").setAttribute("aria-pressed", String(root.dataset.mode === "projector"));
  }

  function after(all, one) {
    return all[(all.indexOf(one) + 1) % all.length];
  }

  function isDark() {
    const system = matchMedia("(prefers-color-scheme: dark)").matches;
    return root.dataset.theme === "dark" || (root.dataset.theme === "auto" && system);
  }

  desk.cycle = {
    view: () => desk.show({ view: after(VIEWS, desk.look.view) }),
    languages: () => desk.show({ languages: after(tongues, root.dataset.languages) }),
    theme: () => desk.show({ theme: isDark() ? "light" : "dark" }),
    mode: () => desk.show({ mode: root.dataset.mode === "projector" ? "desk" : "projector" }),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-view], button[data-languages]");
    if (button) desk.show(button.dataset.view ? { view: button.dataset.view } : { languages: button.dataset.languages });
  });
  byId("theme").addEventListener("click", desk.cycle.theme);
  byId("projector").addEventListener("click", desk.cycle.mode);
  desk.show({ languages: root.dataset.languages });
}
