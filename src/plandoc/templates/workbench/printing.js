/** Printing gives the clean text, with a head that says what it is. */

import { byId } from "./elements.js";

export function mountPrinting(desk) {
  function name() {
    const found = desk.data.scenarios.find((one) => one.name === desk.scenario);
    return found?.title || desk.scenario || desk.words("no-scenario");
  }

  function head() {
    const unsaved = desk.unsaved();
    for (const one of byId("print-head").children) {
      const words = desk.data.words[one.dataset.language];
      const [notice] = one.children;
      const { open, all } = desk.count();
      const said = [
        words["print-notice"].replace("{scenario}", name()),
        unsaved ? words["print-changed"].replace("{count}", String(unsaved)) : "",
        words["print-open"].replace("{open}", String(open)).replace("{all}", String(all)),
      ];
      notice.textContent = said.filter(Boolean).join(" · ");
    }
  }

  addEventListener("beforeprint", head);
  byId("print").addEventListener("click", () => print());
  desk.on("text", head);
}
