/** What is said: to screen readers as it happens, to everybody in notices, and what is asked. */

import { byId, element } from "../../workbench/elements.js";

export function mountAnnouncer(page) {
  const announcer = byId("announcer");

  /** Say something to screen readers. */
  page.say = function say(text) {
    // The same words said again are said only if the text changes.
    announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text;
  };

  /** Show a notice until it is put away, or until another of its kind takes its place; `actions` are [words, what they do]. */
  page.note = function note(text, { kind = "plain", lines = [], actions = [] } = {}) {
    byId("notices").querySelector(`[data-kind="${kind}"]`)?.remove();
    const shown = element("div", { class: "notice", role: "status", tabindex: "-1", "data-kind": kind }, element("p", {}, text));
    if (lines.length) shown.append(element("ul", {}, ...lines.map((line) => element("li", {}, line))));
    const buttons = [...actions, [page.words("page-dismiss"), () => {}]].map(([words, act]) =>
      element("button", { type: "button", class: "button", onclick: () => (shown.remove(), act()) }, words),
    );
    shown.append(element("div", { class: "actions" }, ...buttons));
    byId("notices").append(shown);
    page.say([text, ...lines.filter((line) => typeof line === "string")].join(" "));
    return shown;
  };

  /** Show a list of links, and go there. */
  page.list = function list(text, links) {
    const shown = page.note(text, { kind: "list", lines: links });
    shown.scrollIntoView({ block: "center" });
    shown.focus({ preventScroll: true });
  };

  /** Ask a question; resolves to whether the answer is yes. */
  page.ask = function ask(question, yes) {
    const dialog = byId("ask");
    byId("ask-question").textContent = question;
    byId("ask-yes").textContent = yes;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    });
  };
  byId("ask-yes").addEventListener("click", () => byId("ask").close("yes"));
  byId("ask-no").addEventListener("click", () => byId("ask").close());
}
