/** Places by their names in words: paragraph 5, goal A.9 indicators (b). */

/** Reads the rows once in every language; the rows of open text never change. */
export function createPlaces(desk) {
  const rows = new Map();
  let goal = null;
  let head = null;
  let paragraph = null;
  for (const row of document.querySelectorAll("#rows > .row")) {
    const { block, kind, part } = row.dataset;
    if (kind === "goal") [goal, head, paragraph] = [row, null, null];
    else if (kind === "column-head") head = row;
    else if (kind !== "item" || goal?.dataset.part !== part) {
      if (goal && goal.dataset.part !== part) [goal, head] = [null, null];
      if (kind === "operative" || kind === "paragraph") paragraph = row;
    }
    const inTable = goal && goal.dataset.part === part && head;
    rows.set(block, { row, goal: inTable ? goal : null, head: inTable ? head : null, paragraph });
  }

  const cell = (row) => row?.querySelector(`.cell.bracketed[data-language="${desk.look.label}"]`);
  const label = (row) => cell(row)?.dataset.label ?? "";
  const figure = (row) => label(row).replace(/[.．]$/, "");

  /** The words of a head up to its line break. */
  function headWords(row) {
    const words = cell(row)?.querySelector(".text");
    if (!words) return "";
    const range = document.createRange();
    range.selectNodeContents(words);
    const end = words.querySelector("br");
    if (end) range.setEndBefore(end);
    const copy = range.cloneContents();
    for (const handle of copy.querySelectorAll(".handle")) handle.remove();
    return copy.textContent.replace(/^\[|\]$/g, "").trim();
  }

  /** The name of a block. */
  function block(id) {
    const found = rows.get(id);
    if (!found) return id;
    const { row, goal: round, head: over, paragraph: above } = found;
    const { kind } = row.dataset;
    if (kind === "column-head") return desk.words("place-column", { name: headWords(row) });
    if (round) return [figure(round), headWords(over), row === round ? "" : label(row)].filter(Boolean).join(" ");
    if (kind === "goal") return desk.words("place-goal", { number: figure(row) });
    if (kind === "note") return desk.words("place-note", { number: label(row) });
    if (kind === "item" && above) return `${block(above.dataset.block)} ${label(row)}`;
    if (label(row)) return desk.words("place-paragraph", { number: figure(row) });
    const words = cell(row)?.querySelector(".text")?.textContent ?? id;
    return desk.words("place-words", { words: words.length > 14 ? `${words.slice(0, 14)}…` : words });
  }

  return {
    rows,
    block,
    /** The short name of the part that a block stands in: the label of its title, or of its annex. */
    part(id) {
      const found = desk.data.parts.find((one) => one.id === rows.get(id)?.row.dataset.part);
      const title = found ? found.titles[desk.look.label] : "";
      return title.match(/^\S{1,5}[.．](?=\s)/)?.[0] ?? title.split("\u3000")[0];
    },
    /** The name of a group: its block, and which group of the block it is; where it stands first, or at a handle. */
    group(group, at = null) {
      const handle = at ?? desk.handles(group)[0];
      const place = handle?.closest(".row").dataset.block ?? group.block;
      return desk.words("place-group", { place: block(place), number: handle?.textContent ?? "1" });
    },
  };
}
