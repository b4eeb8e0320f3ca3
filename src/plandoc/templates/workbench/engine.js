/**
 * Clean text by looking up: an atlas, made beforehand, and a state give the rows of the text.
 *
 * Every string stands in the atlas. Here nothing is worded, mended or counted anew: a state is followed through the
 * trees of questions, visible blocks are told from others, and the k-th visible block of a list takes its k-th label.
 *
 * @typedef {import("./state.js").State} State
 * @typedef {[string, string, string, string]} Row id, brackets before the label, label, markup
 */

/** Where mends and doubts stand in what is said; its parts stand before them. */
const MENDS = 1;
const DOUBTS = 2;

/** @returns {{text(state: State): {rows: Row[], mends: string[][], doubts: string[][]}}} */
export function createEngine(atlas) {
  const places = new Map(atlas.blocks.map(({ id }, at) => [id, at]));
  return {
    text(state) {
      const answers = atlas.questions.map(([subject, name, words]) => words[state[subject]?.[name]] ?? 0);
      const variants = atlas.blocks.map((block) => variantOf(atlas, block, answers));
      for (const section of atlas.sections) dropIdleHeadings(atlas, section, variants);
      const said = finishLists(atlas, variants);
      const [labels, edges, calls] = [labelsOf(atlas, said), edgesOf(atlas, said), new Map()];
      const page = { atlas, places, answers, said, labels, edges, calls };
      const rows = [...atlas.sections.flatMap((section) => sectionRows(page, section)), ...noteRows(page)];
      return { rows, mends: listed(page, rows, MENDS), doubts: listed(page, rows, DOUBTS) };
    },
  };
}

/** What a block says within its list and at its end; null while it is not visible. */
function variantOf(atlas, block, answers) {
  let at = block.tree;
  while (at !== null && at < 0) {
    const [question, ...branches] = atlas.forks[-1 - at];
    at = branches[answers[question]];
  }
  return at === null ? null : atlas.variants[at];
}

/** Headings with nothing below them go, up to the next heading of their rank; a goal is the text of its row. */
function dropIdleHeadings({ blocks }, { lines, isFrame }, variants) {
  if (isFrame) return;
  let idle = [];
  for (const at of lines) {
    const { kind, rank } = blocks[at];
    if (!variants[at] || kind === "title") continue;
    if (kind !== "heading" && kind !== "band") {
      idle = [];
      continue;
    }
    while (idle.length && blocks[idle.at(-1)].rank >= rank) variants[idle.pop()] = null;
    idle.push(at);
  }
  for (const at of idle) variants[at] = null;
}

/** Each visible block takes what it says: the last one of a list what it says there. */
function finishLists({ blocks, said }, variants) {
  const last = new Map();
  blocks.forEach(({ list }, at) => list !== undefined && variants[at] && last.set(list, at));
  const ends = new Set(last.values());
  return variants.map((variant, at) => variant && said[variant[ends.has(at) ? 1 : 0]]);
}

/** Labels of the visible blocks by their ids, as text and as markup. */
function labelsOf(atlas, said) {
  const markup = (text) => atlas.escaped[text] ?? text;
  const counted = atlas.labels.map(() => 0);
  const stems = [];
  const labels = new Map();
  atlas.blocks.forEach(({ id, label }, at) => {
    if (!label || !said[at]) return;
    const [stem, stemMarkup] = stems[label.hangsFrom] ?? [label.prefix, markup(label.prefix)];
    const end = atlas.labels[label.list][counted[label.list]++];
    const made = [stem + end, stemMarkup + markup(end)];
    if (label.stem !== undefined) stems[label.stem] = made;
    labels.set(id, made);
  });
  return labels;
}

/** The first and the last visible block of each run. */
function edgesOf({ blocks }, said) {
  const edges = [];
  blocks.forEach(({ runs }, at) => {
    if (!runs || !said[at]) return;
    for (const { run } of runs) edges[run] = [edges[run]?.[0] ?? at, at];
  });
  return edges;
}

/** The rows of a section in reading order. Heads of columns are no rows, but call notes. */
function sectionRows(page, { label, lines, columns }) {
  const visible = lines.filter((at) => page.said[at]);
  const rows = label ? [label] : [];
  if (!columns) return [...rows, ...visible.map((at) => row(page, at))];
  const kindOf = (at) => page.atlas.blocks[at].kind;
  const opening = visible.filter((at) => kindOf(at) === "title").map((at) => row(page, at));
  const shown = columns.filter(([head]) => page.said[head]);
  for (const [head, note] of shown) for (const at of [head, note]) if (page.said[at]) row(page, at);
  const keys = shown.slice(1).map(([, , key]) => key);
  const body = [];
  let cells = new Map();
  for (const at of visible) {
    if (kindOf(at) === "band" || kindOf(at) === "goal") {
      cells = new Map(kindOf(at) === "goal" ? keys.map((key) => [key, []]) : []);
      body.push([row(page, at)], ...cells.values());
    } else {
      const cell = cells.get(page.atlas.blocks[at].column);
      if (cell) cell.push(row(page, at));
    }
  }
  return [...rows, ...opening, ...body.flat()];
}

/** @returns {Row} The row of a visible block; each open option round it begins and ends somewhere, perhaps here. */
function row(page, at) {
  const block = page.atlas.blocks[at];
  let before = block.before ?? "";
  let start = block.start ?? "";
  let end = block.end ?? "";
  for (const { question, run, ...strings } of block.runs ?? []) {
    if (page.answers[question]) continue;
    const [first, last] = page.edges[run];
    if (first === at) before += strings.before;
    start += strings.start[first === at ? 1 : 0];
    end = strings.end[last === at ? 1 : 0] + end;
  }
  const text = page.said[at][0].map((part) => (typeof part === "string" ? part : filled(page, part))).join("");
  return [block.id, before, page.labels.get(block.id)?.[0] ?? "", start + text + end];
}

/** The call of a note by its number, or the name of another block without its stop. */
function filled({ atlas, calls, labels }, { note, name, opening, closing, hidden }) {
  if (note !== undefined) {
    if (!calls.has(note)) calls.set(note, calls.size + 1);
    return atlas.calls[calls.get(note) - 1];
  }
  const label = labels.get(name);
  return label ? opening + label[1].replace(/\.$/, "") + closing : hidden;
}

/** The rows of the notes that were called, in the order of the calls. */
function noteRows(page) {
  return [...page.calls].map(([id, number]) => {
    const at = page.places.get(id);
    return [id, "", String(number), page.said[at] ? row(page, at)[3] : ""];
  });
}

/** Mends or doubts of the rows, each with the id of its block. */
function listed({ places, said }, rows, kind) {
  return rows.flatMap(([id]) => (said[places.get(id)]?.[kind] ?? []).map((entry) => [id, entry].flat()));
}
