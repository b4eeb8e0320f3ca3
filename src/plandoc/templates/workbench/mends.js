/** The mends: what the clean text changed at the seams of what was chosen, in the foot and in a list. */

import { byId, element } from "./elements.js";

export function mountMends(desk) {
  /** Mends and doubts of the language of the page, of some blocks or all: [{block, words, doubt}]. */
  desk.mended = function mended(blocks) {
    const text = desk.clean.get(desk.look.label) ?? { mends: [], doubts: [] };
    const wanted = (block) => !blocks || blocks.includes(block);
    const mends = text.mends.filter(([block]) => wanted(block));
    const doubts = text.doubts.filter(([block]) => wanted(block));
    return [
      ...doubts.map(([block, message]) => ({ block, words: desk.words("doubt", { message }), doubt: true })),
      ...mends.map(([block, before, after]) => ({ block, words: inWords(before, after), doubt: false })),
    ];
  };

  function inWords(before, after) {
    if (!after) return desk.words("mend-out", { before: before.trim() || before });
    return desk.words("mend", { before, after });
  }

  function paint() {
    const all = desk.mended();
    byId("mends-count").textContent = desk.words("mends-count", { count: all.length });
    byId("mends-first").textContent = all.slice(0, 2).map(line).join(" · ");
    byId("mends-open").disabled = !all.length;
    if (byId("mends").open) list();
  }

  function line({ block, words }) {
    return desk.words("mend-at", { place: desk.places.block(block), mend: words });
  }

  function list() {
    const items = desk.mended().map(({ block, words, doubt }) => {
      const go = element("button", { type: "button", class: "link" }, place(block));
      go.addEventListener("click", () => {
        byId("mends").close();
        desk.goTo(block);
      });
      return element("li", doubt ? { class: "doubt" } : {}, go, " ", words);
    });
    byId("mends-list").replaceChildren(...items);
  }

  const place = (block) => [desk.places.part(block), desk.places.block(block)].filter(Boolean).join(" · ");

  byId("mends-open").addEventListener("click", () => {
    list();
    byId("mends").showModal();
  });
  desk.on("text", paint);
  desk.on("look", paint);
}
