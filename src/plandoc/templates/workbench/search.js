/** Search in the text that is shown: every hit is marked, and the reader goes from one to the next. */

import { byId } from "./elements.js";

const MOST = 2000;

export function mountSearch(desk) {
  const bar = byId("search");
  const words = byId("search-words");
  const marks = globalThis.CSS?.highlights ? { all: new Highlight(), one: new Highlight() } : null;
  let hits = [];
  let at = -1;
  if (marks) {
    CSS.highlights.set("found", marks.all);
    CSS.highlights.set("found-one", marks.one);
  }

  /** Where a text stands in an element: ranges over its words, without the numbers of handles. */
  function ranges(cell, wanted) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".handle, [hidden]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const found = [];
    const lower = fold(text);
    if (lower.length !== text.length) return found;
    for (let start = lower.indexOf(wanted); start >= 0; start = lower.indexOf(wanted, start + wanted.length)) {
      found.push(range(nodes, start, start + wanted.length));
    }
    return found;
  }

  function range(nodes, start, end) {
    const made = document.createRange();
    const holder = (place) => nodes.findLast(([from]) => from <= place);
    const [first, last] = [holder(start), holder(end - 1)];
    made.setStart(first[1], start - first[0]);
    made.setEnd(last[1], end - last[0]);
    return made;
  }

  function find({ stay = false } = {}) {
    const wanted = fold(words.value.trim());
    hits = [];
    marks?.all.clear();
    if (wanted && !bar.hidden) {
      for (const cell of document.querySelectorAll("#rows > .row:not([hidden]) > .cell:not([data-hidden])")) {
        if (!cell.checkVisibility()) continue;
        hits.push(...ranges(cell, wanted));
        if (hits.length >= MOST) break;
      }
    }
    for (const hit of hits) marks?.all.add(hit);
    at = stay ? Math.min(at, hits.length - 1) : -1;
    count();
  }

  function count() {
    const said = hits.length ? desk.words("found", { at: at + 1, all: hits.length }) : desk.words("found-nothing");
    byId("search-count").textContent = words.value.trim() ? said : "";
  }

  function go(way) {
    if (!hits.length) find();
    if (!hits.length) return;
    at = (at + way + hits.length) % hits.length;
    marks?.one.clear();
    marks?.one.add(hits[at]);
    const row = hits[at].startContainer.parentElement.closest(".row");
    for (const one of document.querySelectorAll(".row.found")) one.classList.remove("found");
    row.classList.add("found");
    row.scrollIntoView({ block: "center" });
    count();
  }

  /** Open the search, or close it and forget its marks. */
  desk.search = function search(shown) {
    if (bar.hidden !== shown) {
      if (shown) words.select();
      return;
    }
    bar.hidden = !shown;
    if (shown) {
      words.focus();
      words.select();
      return;
    }
    marks?.all.clear();
    marks?.one.clear();
    for (const one of document.querySelectorAll(".row.found")) one.classList.remove("found");
    byId("find").focus();
  };

  words.addEventListener("input", () => find());
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      desk.search(false);
    }
  });
  byId("search-on").addEventListener("click", () => go(1));
  byId("search-back").addEventListener("click", () => go(-1));
  byId("search-close").addEventListener("click", () => desk.search(false));
  byId("find").addEventListener("click", () => desk.search(true));
  for (const event of ["text", "filter", "look"]) desk.on(event, () => !bar.hidden && find({ stay: true }));
}

function fold(text) {
  return text.toLowerCase();
}
