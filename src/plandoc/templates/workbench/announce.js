/** What is said: to screen readers as it happens, and to everybody in notices that can be put away. */

import { byId, element } from "./elements.js";

export function mountAnnouncer(desk) {
  const announcer = byId("announcer");

  /** Say something to screen readers. */
  desk.say = function say(text) {
    // The same words said again are said only if the text changes.
    announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text;
  };

  /** Show a notice until it is put away: a sentence, and a list below it. */
  desk.warn = function warn(text, list = []) {
    const shown = element("div", { class: "notice", role: "alert" }, element("p", {}, text));
    if (list.length) shown.append(element("ul", {}, ...list.map((line) => element("li", {}, line))));
    const dismiss = element("button", { type: "button", class: "button", onclick: () => shown.remove() });
    dismiss.textContent = desk.words("dismiss");
    shown.append(dismiss);
    byId("notices").append(shown);
  };

  desk.on("change", ({ changes, cause }) => {
    const ids = Object.keys(changes.choices ?? {});
    const { open, all } = desk.count();
    const counted = desk.words("said-count", { open, all });
    if (ids.length !== 1) {
      desk.say(`${desk.words("said-many", { count: ids.length })} ${counted}`);
      return;
    }
    const group = desk.points.groups.get(ids[0]);
    const standing = desk.words(`standing-${desk.points.standing(desk.state, group)}`);
    const elsewhere = group.blocks.length > 1 ? desk.words("said-linked", { count: group.blocks.length }) : "";
    const back = cause === "undo" || cause === "redo" ? `${desk.words(cause)}: ` : "";
    desk.say(`${back}${desk.places.group(group)}: ${standing}. ${elsewhere} ${counted}`.replace(/\s+/g, " "));
  });
}
