/** Filters: which rows are shown. Rows without a group that fits are hidden, and the page says how many are left. */

import { byId, element } from "./elements.js";

/** Rows that say where those below them are; a higher rank ends all lower ones. */
const RANKS = { "annex-label": 1, title: 1, heading: 2, band: 2, goal: 3, "column-head": 4 };

export function mountFilters(desk) {
  const filter = { which: "all", part: "", proposer: "" };
  const chips = [...byId("filters").children];
  const told = element("div", { class: "filtered", role: "status", hidden: true });
  byId("rows").before(told);
  const names = proposers();

  function proposers() {
    const found = new Map();
    for (const { positions } of desk.data.groups) {
      for (const { proposers: all } of positions) for (const one of all) found.set(JSON.stringify(one), one);
    }
    return found;
  }

  const isActive = () => filter.which !== "all" || filter.part !== "" || filter.proposer !== "";

  function fits(group) {
    if (filter.which === "open" && !desk.points.isOpen(desk.state, group) && group !== desk.selected) return false;
    if (filter.which === "linked" && !group.linked) return false;
    const speaks = (position) => position.proposers.some((one) => JSON.stringify(one) === filter.proposer);
    return !filter.proposer || group.positions.some(speaks);
  }

  function isShown(row) {
    const { block, part } = row.dataset;
    if (filter.part && part !== filter.part) return false;
    if (filter.which === "all" && !filter.proposer) return true;
    return desk.groupsIn(block).some(fits);
  }

  function apply() {
    let shown = 0;
    const above = new Map();
    for (const { row } of desk.places.rows.values()) {
      const rank = RANKS[row.dataset.kind];
      for (const [lower] of rank ? [...above].filter(([other]) => other >= rank) : []) above.delete(lower);
      row.hidden = isActive() && !isShown(row);
      row.classList.remove("context");
      if (rank) above.set(rank, row);
      if (row.hidden) continue;
      shown += 1;
      // What stands over a row says where it is.
      for (const over of above.values()) {
        if (!over.hidden) continue;
        over.hidden = false;
        over.classList.add("context");
      }
    }
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.filter === filter.which));
    for (const item of byId("parts").children) {
      item.querySelector(".only").setAttribute("aria-pressed", String(item.dataset.part === filter.part));
    }
    for (const chip of byId("proposers").children) {
      chip.setAttribute("aria-pressed", String(chip.dataset.proposer === filter.proposer));
    }
    tell(shown);
    desk.tell("filter");
  }

  function tell(shown) {
    told.hidden = !isActive();
    if (told.hidden) return;
    const clear = element("button", { type: "button", class: "button", onclick: desk.clearFilters }, desk.words("filter-clear"));
    told.replaceChildren(desk.words("filter-shown", { shown, all: desk.places.rows.size }), " ", clear);
  }

  /** Show every row again. */
  desk.clearFilters = function clearFilters() {
    Object.assign(filter, { which: "all", part: "", proposer: "" });
    apply();
  };

  /** Show open points only, or everything again. */
  desk.toggleOpen = function toggleOpen() {
    filter.which = filter.which === "open" ? "all" : "open";
    apply();
  };

  byId("filters").addEventListener("click", (event) => {
    const which = event.target.closest(".chip")?.dataset.filter;
    if (!which) return;
    if (which === "all") desk.clearFilters();
    else filter.which = filter.which === which ? "all" : which;
    apply();
  });
  byId("parts").addEventListener("click", (event) => {
    const part = event.target.closest(".only")?.closest("li").dataset.part;
    if (!part) return;
    filter.part = filter.part === part ? "" : part;
    apply();
  });
  byId("proposers").addEventListener("click", (event) => {
    const proposer = event.target.closest(".chip")?.dataset.proposer;
    if (!proposer) return;
    filter.proposer = filter.proposer === proposer ? "" : proposer;
    apply();
  });

  function list() {
    const example = desk.data.groups.some((group) => group.positions.some((one) => one.example));
    byId("proposers-section").hidden = !names.size;
    byId("proposers-head").textContent = desk.words(example ? "proposers-example" : "proposers");
    const made = [...names].map(([key, one]) => {
      const pressed = String(key === filter.proposer);
      return element("button", { type: "button", class: "chip", "data-proposer": key, "aria-pressed": pressed }, one[desk.look.label]);
    });
    byId("proposers").replaceChildren(...made);
    if (isActive()) apply();
  }

  const renew = () => filter.which === "open" && apply();
  desk.on("change", renew);
  // What was in hand before may go once everybody has the new group in hand.
  desk.on("select", () => queueMicrotask(renew));
  desk.on("look", list);
  list();
}
