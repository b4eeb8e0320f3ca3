/** The bracketed side: which options are taken, which groups wait, which one is in hand. */

export function mountBrackets(desk) {
  const { groups, standing } = desk.points;
  const rows = document.getElementById("rows");
  const marks = new Map(desk.data.groups.map((group) => [group.id, { handles: [], options: [] }]));
  for (const one of rows.querySelectorAll("[data-group]")) {
    const found = marks.get(one.dataset.group);
    found?.[one.classList.contains("handle") ? "handles" : "options"].push(one);
  }
  const shown = new Map();

  /** Show how groups stand; only those whose standing is new. */
  function paint({ anew = false } = {}) {
    for (const [id, group] of groups) {
      const now = standing(desk.state, group);
      const index = desk.taken(group);
      const key = `${now} ${index}`;
      if (!anew && shown.get(id) === key) continue;
      shown.set(id, key);
      for (const one of marks.get(id).options) one.dataset.state = optionState(now, index, Number(one.dataset.index));
      const words = desk.words(`standing-${now}`);
      for (const one of marks.get(id).handles) {
        one.dataset.state = now;
        one.ariaLabel = desk.words("handle", { number: one.textContent, standing: words });
      }
    }
    for (const [block, { row }] of desk.places.rows) {
      const state = rowState(block);
      if (row.dataset.state !== state) row.dataset.state = state;
    }
  }

  const inBlock = new Map();
  for (const group of desk.data.groups) {
    for (const block of group.blocks) inBlock.set(block, [...(inBlock.get(block) ?? []), group]);
  }

  /** Groups that stand in a block. */
  desk.groupsIn = (block) => inBlock.get(block) ?? [];

  function rowState(block) {
    const all = desk.groupsIn(block).filter((group) => !group.value);
    if (!all.length) return "settled";
    return all.some((group) => desk.points.isOpen(desk.state, group)) ? "open" : "decided";
  }

  function mark({ group }) {
    for (const one of rows.querySelectorAll(".current")) one.classList.remove("current");
    for (const one of rows.querySelectorAll(".handle[aria-expanded]")) one.removeAttribute("aria-expanded");
    if (!group) return;
    for (const kind of ["handles", "options"]) for (const one of marks.get(group.id)[kind]) one.classList.add("current");
    for (const one of marks.get(group.id).handles) one.ariaExpanded = "true";
    for (const block of group.blocks) {
      const row = desk.places.rows.get(block)?.row;
      row?.classList.add("current");
      markClean(row, group);
    }
  }

  /** Mark in the clean cells of a row what still stands in brackets of the group in hand. */
  function markClean(row, group) {
    for (const one of row?.querySelectorAll(`.clean [data-group="${CSS.escape(group.id)}"]`) ?? []) {
      one.classList.add("current");
    }
  }

  desk.handles = (group) => marks.get(group.id).handles;
  desk.marks = (group) => [...marks.get(group.id).handles, ...marks.get(group.id).options];

  rows.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) {
      event.preventDefault();
      desk.follow(link);
      return;
    }
    const group = groups.get(event.target.closest("[data-group]")?.dataset.group);
    // A click that ends a selection of words is no choice.
    if (!group || String(getSelection())) return;
    const handle = event.target.closest(".handle");
    desk.select(group, { from: handle ?? nearest(event.target, group), entered: event.detail === 0 });
  });

  function nearest(target, group) {
    const row = target.closest(".row");
    return desk.handles(group).find((one) => one.closest(".row") === row) ?? null;
  }

  desk.on("change", () => paint());
  desk.on("select", mark);
  desk.on("look", () => paint({ anew: true }));
  desk.on("text", () => desk.selected && mark({ group: desk.selected }));
  paint();
}

function optionState(standing, taken, index) {
  if (standing === "moot") return "moot";
  if (taken === null) return "open";
  return taken === index ? "in" : "out";
}
