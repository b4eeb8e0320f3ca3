/** Saving answers: in the browser as they are given, and on request. */

import { accept } from "./answers.js";
import { byId } from "../../workbench/elements.js";
import { forget, isKept, recall, remember } from "./keeping.js";

const PAUSE = 500;

export function mountSaving(page) {
  const { id, version, scenario } = page.data.file.form;
  const key = ["plandoc-form", id, version, scenario, page.data.languages[0].tag].join(" ");
  /** "saved", "unsaved", "off" where the browser keeps nothing, "apart" while another window has the word. */
  let standing = "saved";
  let time = null;
  let timer = 0;

  function clock(moment) {
    const day = { month: "short", day: "numeric" };
    const hour = { hour: "2-digit", minute: "2-digit" };
    const today = moment.toDateString() === new Date().toDateString();
    return new Intl.DateTimeFormat(page.tongue.tag, today ? hour : { ...day, ...hour }).format(moment);
  }

  function say() {
    const words = { saved: time ? page.words("page-saved", { time: clock(time) }) : "", off: page.words("page-save-off") };
    byId("kept").textContent = words[standing] ?? page.words("page-unsaved");
    byId("kept").dataset.standing = standing;
  }

  function save() {
    clearTimeout(timer);
    if (standing === "apart") return;
    const now = new Date();
    if (remember(key, { saved: now.toISOString(), answers: page.answers })) {
      standing = "saved";
      time = now;
    } else if (standing !== "off") {
      standing = "off";
      page.note(page.words("page-save-off"), { kind: "saving" });
    }
    say();
  }

  function soon() {
    if (standing === "apart") return;
    if (standing === "saved") standing = "unsaved";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    say();
  }

  /** The answers that the browser keeps, as far as this form can hold them. */
  function kept(stored) {
    if (typeof stored?.answers !== "object" || stored.answers === null || Number.isNaN(Date.parse(stored.saved))) return null;
    return { time: new Date(stored.saved), answers: accept(page.fields, stored.answers, true).answers };
  }

  function begin() {
    const stored = kept(recall(key));
    if (stored && Object.keys(stored.answers).length) {
      time = stored.time;
      page.load(stored.answers, "restored");
      page.note(page.words("page-restored", { time: clock(time) }), { kind: "saving" });
    } else {
      if (!stored && isKept(key)) page.note(page.words("page-damaged"), { kind: "saving" });
      page.load({}, "begin");
    }
    say();
  }

  function takeTheirs() {
    standing = "saved";
    begin();
  }

  function keepMine() {
    standing = "unsaved";
    save();
  }

  window.addEventListener("storage", (event) => {
    if (event.key !== key || event.newValue === null) return;
    const theirs = kept(recall(key));
    if (!theirs || JSON.stringify(theirs.answers) === JSON.stringify(page.answers)) return;
    clearTimeout(timer);
    standing = "apart";
    say();
    const actions = [[page.words("page-theirs"), takeTheirs], [page.words("page-mine"), keepMine]];
    page.note(page.words("page-elsewhere"), { kind: "saving", actions });
  });
  window.addEventListener("pagehide", () => standing === "unsaved" && save());
  document.addEventListener("visibilitychange", () => document.hidden && standing === "unsaved" && save());
  window.addEventListener("beforeunload", (event) => {
    if (standing === "off" && Object.keys(page.answers).length) event.preventDefault();
  });

  page.does.save = () => {
    save();
    if (standing === "saved") page.say(byId("kept").textContent);
    else if (standing === "off") page.does.export();
  };
  page.does.anew = async () => {
    if (!(await page.ask(page.words("page-anew-question"), page.words("page-anew-do")))) return;
    clearTimeout(timer);
    forget(key);
    standing = standing === "off" ? "off" : "saved";
    time = null;
    byId("notices").replaceChildren();
    page.load({}, "begin");
    say();
    document.querySelector("[data-of]")?.focus();
  };

  page.on("change", ({ cause }) => (cause === "entry" || cause === "import") && soon());
  page.on("look", say);
  page.begin = begin;
}
