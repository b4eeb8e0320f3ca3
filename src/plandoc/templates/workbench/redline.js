/** The redline between two texts, as a file: asked of the server, or of the command line where there is none. */

import { download } from "./download.js";
import { byId, element } from "./elements.js";
import { request } from "./server.js";

const NOW = " now";
const BRACKETED = " bracketed";

export function mountRedline(desk) {
  const { data } = desk;
  const dialog = byId("redline-dialog");
  const [first, second, language] = ["first", "second", "language"].map((key) => byId(`redline-${key}`));

  function open() {
    for (const select of [first, second]) select.replaceChildren(...texts(desk));
    first.value = byId("compare").value || BRACKETED;
    second.value = NOW;
    language.value = desk.look.languages[0];
    byId("redline-problem").textContent = "";
    byId("redline-submit").disabled = false;
    byId("redline-submit").hidden = !data.token;
    byId("redline-command").hidden = Boolean(data.token);
    if (!data.token) command();
    dialog.showModal();
  }

  const chosenFormat = () => byId("redline-form").elements.format.value;

  async function submit(event) {
    event.preventDefault();
    if (!data.token) return;
    byId("redline-submit").disabled = true;
    try {
      const body = { document: data.document, language: language.value, format: chosenFormat() };
      const [before, after] = [spec(desk, first.value, language.value), spec(desk, second.value, language.value)];
      const loaded = desk.scenarioNamed(second.value === NOW ? desk.scenario : second.value);
      const said = { author: loaded?.provenance.who ?? "", date: isoDate(loaded?.provenance.when) };
      const response = await request(data, "/redline", { body: { ...body, ...said, first: before, second: after } });
      const name = fileName(response.headers.get("Content-Disposition"));
      download(name, await response.blob());
      desk.say(desk.words("made", { file: name }));
      dialog.close();
    } catch (error) {
      const reason = error.message || desk.words("unreachable");
      byId("redline-problem").textContent = desk.words("redline-failed", { reason });
    } finally {
      byId("redline-submit").disabled = false;
    }
  }

  /** Show the command that makes the redline which is asked for. */
  function command() {
    const named = (value) => (value === BRACKETED ? "bracketed" : value === NOW ? nameNow() : value);
    const file = `${data.document}.${chosenFormat()}`;
    const parts = ["plandoc", "compare", named(first.value), named(second.value), "-o", file];
    parts.push("--document", data.document, "--lang", language.value);
    byId("redline-line").textContent = parts.map(forShell).join(" ");
    const unsaved = [first, second].some((select) => select.value === NOW) && !isSaved();
    byId("redline-first-save").textContent = unsaved ? desk.words("redline-save-first", { name: nameNow() }) : "";
  }

  const isSaved = () => desk.scenario && !desk.unsaved();
  const nameNow = () => desk.scenario || "now";

  byId("redline").addEventListener("click", open);
  byId("redline-narrow").addEventListener("click", open);
  byId("redline-form").addEventListener("submit", submit);
  byId("redline-form").addEventListener("change", () => data.token || command());
  byId("redline-copy").addEventListener("click", async () => {
    await navigator.clipboard?.writeText(byId("redline-line").textContent);
    desk.say(desk.words("copied"));
  });
}

function texts(desk) {
  const option = (value, text) => element("option", { value, dir: "auto" }, text);
  return [
    option(NOW, desk.words("on-screen")),
    option(BRACKETED, desk.words("head-bracketed")),
    ...desk.data.scenarios.map((one) => option(one.name, desk.titleOf(one))),
  ];
}

/** One of the two texts as the server is asked for it. */
function spec(desk, value, language) {
  if (value === BRACKETED) return {};
  if (value !== NOW) return { scenario: value };
  if (desk.scenarioNamed(desk.scenario) && !desk.unsaved()) return { scenario: desk.scenario };
  const title = desk.data.words[language]?.["on-screen"] ?? "";
  return { state: { choices: desk.state.choices, values: desk.state.values }, title };
}

function isoDate(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? text : "";
}

function fileName(disposition) {
  const found = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "");
  return found ? decodeURIComponent(found[1]) : "redline";
}

function forShell(text) {
  return /^[\w./=:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
