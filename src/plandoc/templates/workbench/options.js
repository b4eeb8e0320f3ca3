/** What stands in the popover: the options of a group with who speaks for them, and notes. */

import { element } from "./elements.js";

/** A button for each option, by its number, and one for none of them. */
export function choicesOf(desk, group) {
  if (group.value) return valueChoices(desk, group);
  const none = desk.words(group.options === 1 ? "drop-text" : "take-none");
  return [
    ...desk.data.groups.find((one) => one === group).option_ids.map((_, at) => choice(desk, group, at + 1, optionText(desk, group, at))),
    choice(desk, group, 0, element("span", { class: "verb" }, none)),
  ];
}

function optionText(desk, group, at) {
  const shown = element("span", { class: "words" });
  const languages = desk.look.languages;
  for (const name of languages) {
    const { tag } = desk.data.languages.find((one) => one.name === name);
    const words = element("span", { lang: tag, class: "tongue" });
    const here = wordsHere(desk, group, at + 1, name);
    // Markup of an option is made by the renderer, as that of the rows is.
    if (here) words.append(here);
    else words.innerHTML = group.texts[name]?.[at] ?? "";
    if (!words.textContent.trim()) words.textContent = desk.words("no-words");
    shown.append(words);
  }
  return shown;
}

/** What an option of a group that stands in several blocks says in the row in hand: not the same in each of them. */
function wordsHere(desk, group, index, language) {
  if (group.blocks.length === 1 || group.crosses) return null;
  const option = `.option[data-group="${CSS.escape(group.id)}"][data-index="${index}"]`;
  const found = desk.rowInHand?.querySelector(`.cell.bracketed[data-language="${language}"] .text ${option}`);
  if (!found) return null;
  const copy = found.cloneNode(true);
  for (const one of copy.querySelectorAll(`:scope > .bracket, .handle, .call`)) one.remove();
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  const words = document.createDocumentFragment();
  words.append(...copy.childNodes);
  return words;
}

function choice(desk, group, index, text) {
  const button = element("button", { type: "button", class: "choice", "data-index": index, "aria-pressed": "false" });
  const verb = index && group.options === 1 ? element("b", {}, desk.words("keep")) : null;
  const said = group.positions.filter((one) => one.option === index).flatMap((one) => position(desk, one));
  const about = [verb, ...said].filter(Boolean);
  button.append(element("kbd", {}, String(index)), text);
  if (about.length) button.append(element("span", { class: "who" }, ...between(about, " · ")));
  return button;
}

function position(desk, { proposers, since, note, example }) {
  const names = proposers.map((one) => one[desk.look.label]).join(desk.words("comma"));
  const who = example ? desk.words("example-of", { names }) : names;
  return [who, since ? desk.words("since", { since }) : "", note].filter(Boolean);
}

function between(parts, mark) {
  return parts.flatMap((part, at) => (at ? [mark, part] : [part]));
}

function valueChoices(desk, group) {
  const known = desk.data.values[group.value] ?? [];
  const words = (one) => element("span", { class: "words" }, desk.look.languages.map((name) => one[name]).join(" / "));
  return known.map((one, at) => choice(desk, { ...group, options: 2, positions: [] }, at + 1, words(one)));
}

/** Notes under the options: why nothing is to be decided, links, mends, and editorial notes. */
export function notesOf(desk, group) {
  const notes = [];
  const note = (key, ...text) => notes.push(element("p", {}, element("b", {}, desk.words(key)), " ", ...text));
  if (desk.points.standing(desk.state, group) === "moot") note("note-moot", desk.words("note-moot-text"));
  if (group.value && !desk.data.values[group.value]?.length) note("note-value", desk.words("note-value-text"));
  const elsewhere = group.blocks.filter((block) => block !== desk.rowInHand?.dataset.block && desk.places.rows.has(block));
  if (elsewhere.length) note("note-linked", ...links(desk, group, elsewhere));
  else if (group.linked) note("note-linked", desk.words("note-repeated"));
  for (const { words, doubt } of desk.mended(group.blocks).slice(0, 4)) note(doubt ? "note-doubt" : "note-mend", words);
  if (group.note) note("note-editorial", group.note);
  return notes;
}

const MOST_LINKS = 6;

function links(desk, group, blocks) {
  const made = blocks.slice(0, MOST_LINKS).map((block) => {
    const button = element("button", { type: "button", class: "link" }, desk.places.block(block));
    button.addEventListener("click", () => {
      const row = desk.places.rows.get(block)?.row;
      const handle = row && desk.handles(group).find((one) => one.closest(".row") === row && !one.closest("[data-hidden]"));
      desk.goTo(block);
      desk.select(group, { from: handle ?? null, moved: true });
    });
    return button;
  });
  const more = blocks.length > MOST_LINKS ? [desk.words("note-linked-more", { count: blocks.length })] : [];
  const [before, after] = desk.words("note-linked-text").split("{places}");
  return [before, ...between(made, desk.words("comma")), ...(more.length ? [" ", ...more] : []), after];
}
