/** The clean side: rows as the source of text gives them, painted where they changed. */

import { element } from "./elements.js";

export function mountClean(desk) {
  const root = document.getElementById("rows");
  const sides = new Map(desk.data.languages.map((language) => [language.name, createSide(desk, root, language.name)]));
  let turn = 0;

  /** Ask for the clean text of every language that is shown, and paint what changed. */
  desk.draw = async function draw() {
    const mine = ++turn;
    const wanted = [...new Set([...desk.look.languages, desk.look.label])];
    const texts = await Promise.all(wanted.map((language) => desk.source.clean(desk.state, language)));
    // A later state may have been answered before this one.
    if (mine !== turn) return;
    wanted.forEach((language, at) => {
      sides.get(language).paint(texts[at]);
      desk.clean.set(language, texts[at]);
    });
    desk.tell("text");
  };

  const redraw = () => desk.draw().catch((error) => desk.warn(desk.words("text-failed"), [String(error.message ?? error)]));
  let shown = desk.look.languages.join("-");
  desk.on("change", redraw);
  desk.on("look", () => {
    const now = desk.look.languages.join("-");
    for (const side of sides.values()) side.speak();
    if (now !== shown) redraw();
    shown = now;
  });
}

function createSide(desk, root, language) {
  const cells = new Map();
  const heads = [];
  let head = null;
  for (const row of root.children) {
    const cell = row.querySelector(`.cell.clean[data-language="${language}"]`);
    const [number, text] = cell.children;
    const open = row.querySelector(`.cell.bracketed[data-language="${language}"]`);
    const place = { cell, number, text, label: open.dataset.label ?? "", row: null, was: null, gone: null };
    if (row.dataset.kind === "column-head") {
      // Heads are no text of their own: their clean side is a copy that follows the states of its options.
      head = { cell, under: [] };
      heads.push(head);
      for (const handle of text.querySelectorAll(".handle")) handle.remove();
      followHead(desk, text);
      continue;
    }
    if (row.dataset.kind === "goal" || row.dataset.kind === "band" || row.dataset.kind === "note") head = null;
    head?.under.push(place);
    cells.set(row.dataset.block, place);
  }

  function write(place, row) {
    place.row = row;
    const gone = row === null;
    place.cell.toggleAttribute("data-gone", gone);
    if (gone) {
      place.gone ??= place.cell.appendChild(element("p", { class: "gone" }));
      place.number.replaceChildren();
      place.text.replaceChildren();
    } else {
      const [, before, number, html] = row;
      place.number.replaceChildren(...(before ? [element("span", { class: "bracket" }, before)] : []), number);
      place.text.innerHTML = html;
    }
    place.text.hidden = gone;
    speak(place);
  }

  function speak(place) {
    if (place.row === null && place.gone) place.gone.textContent = desk.words("gone");
    const differs = place.label && place.row?.[2] !== place.label;
    if (!differs) {
      place.was?.remove();
      place.was = null;
      return;
    }
    place.was ??= element("small", { class: "was" });
    place.was.textContent = desk.words("was", { number: place.label.replace(/[.．]$/, "") });
    if (place.was.parentNode !== place.number) place.number.append(place.was);
  }

  return {
    paint({ rows }) {
      const found = new Map(rows.map((row) => [row[0], row]));
      for (const [block, place] of cells) {
        const row = found.get(block) ?? null;
        if (place.row === row && (row || place.gone)) continue;
        if (place.row && row && place.row.every((part, at) => part === row[at])) place.row = row;
        else write(place, row);
      }
      for (const one of heads) {
        one.cell.toggleAttribute("data-gone", one.under.length > 0 && one.under.every((place) => place.row === null));
      }
    },
    /** Say in the language of the page what is said of rows. */
    speak() {
      for (const place of cells.values()) if (place.gone || place.was) speak(place);
    },
  };
}

/** Make the copied options of a head follow those of the bracketed side, by their states. */
function followHead(desk, text) {
  const options = [...text.querySelectorAll(".option")];
  if (!options.length) return;
  const follow = () => {
    for (const one of options) {
      const group = desk.points.groups.get(one.dataset.group);
      const taken = group ? desk.taken(group) : null;
      one.dataset.state = taken === null ? "open" : taken === Number(one.dataset.index) ? "in" : "out";
    }
  };
  desk.on("change", follow);
  follow();
}
