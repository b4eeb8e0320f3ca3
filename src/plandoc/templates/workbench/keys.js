/** Keys: one table for what they do and for what the help says of them. */

import { byId, element } from "./elements.js";

export function mountKeys(desk) {
  const chosen = (index) => () => {
    const group = desk.selected;
    if (!group) return desk.step(1);
    const most = group.value ? (desk.data.values[group.value] ?? []).length : group.options;
    if (index > most) return desk.say(desk.words("said-no-option", { number: index }));
    return desk.choose(group, index);
  };
  const dropped = () => (desk.selected?.value ? desk.choose(desk.selected, null) : chosen(0)());
  const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  const keys = [
    { keys: ["j"], word: "key-next-open", does: () => desk.step(1) },
    { keys: ["k"], word: "key-previous-open", does: () => desk.step(-1) },
    { keys: ["n"], word: "key-next", does: () => desk.step(1, { any: true }) },
    { keys: ["p"], word: "key-previous", does: () => desk.step(-1, { any: true }) },
    ...DIGITS.map((index) => ({ keys: [String(index)], word: index === 1 ? "key-choose" : "", does: chosen(index) })),
    { keys: ["s"], word: "key-keep", does: chosen(1) },
    { keys: ["0", "d"], word: "key-drop", does: dropped },
    { keys: ["o"], word: "key-reopen", does: () => desk.selected && desk.choose(desk.selected, null) },
    { keys: ["u"], also: "Ctrl+Z", word: "key-undo", does: () => desk.undo() },
    { keys: ["r"], also: "Ctrl+Y", word: "key-redo", does: () => desk.redo() },
    { keys: ["/"], word: "key-find", does: () => desk.search(true) },
    { keys: ["f"], word: "key-open-only", does: () => desk.toggleOpen() },
    { keys: ["v"], word: "key-view", does: () => desk.cycle.view() },
    { keys: ["l"], word: "key-language", does: () => desk.cycle.languages() },
    { keys: ["b"], word: "key-projector", does: () => desk.cycle.mode() },
    { keys: ["t"], word: "key-theme", does: () => desk.cycle.theme() },
    { keys: ["?", "？"], word: "key-help", does: help },
    { keys: ["Escape"], word: "key-close", does: () => desk.closeRail() || desk.select(null) },
  ];
  const table = new Map(keys.flatMap((one) => one.keys.map((key) => [key, one.does])));

  function withControl(event) {
    const key = event.key.toLowerCase();
    if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
    if (key === "z") return event.shiftKey ? desk.redo : desk.undo;
    return key === "y" && !event.shiftKey ? desk.redo : null;
  }

  function plain(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
    // Shift is part of typing "?"; with a letter it belongs to somebody else.
    if (event.shiftKey && /^[a-z]$/i.test(event.key)) return null;
    return table.get(event.key.length === 1 ? event.key.toLowerCase() : event.key) ?? null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const does = withControl(event) ?? plain(event);
    if (!does) return;
    event.preventDefault();
    does();
  });

  function help() {
    const line = ({ keys: names, also, word }) => {
      const shown = word === "key-choose" ? ["1", "–", "9"] : names[0] === "Escape" ? ["Esc"] : names.filter((name) => name !== "？");
      const caps = shown.map((name) => (name === "–" ? "–" : element("kbd", {}, name.length === 1 ? name.toUpperCase() : name)));
      if (also) caps.push(element("kbd", {}, also));
      return element("tr", {}, element("th", { scope: "row" }, ...caps), element("td", {}, desk.words(word)));
    };
    byId("help-keys").replaceChildren(...keys.filter((one) => one.word).map(line));
    byId("help").showModal();
  }

  byId("help-open").addEventListener("click", help);
}

/** Whether keys belong to what has the focus: a field, a list, or a dialog over the page. */
function isTyping(target) {
  return Boolean(target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog"));
}
