/** Saving what is decided: to the workspace where a server can write, else as a file to keep. */

import { differencesTable } from "./comparing.js";
import { download } from "./download.js";
import { byId } from "./elements.js";
import { ask } from "./server.js";
import { writeScenario } from "./transfer.js";

const CONFLICT = 409;
/** What the server allows too; it has the last word. */
const NAME = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_-]{0,59}$/u;

export function mountSaving(desk) {
  const { data } = desk;
  const dialog = byId("save-dialog");
  const fields = ["name", "title", "who", "when", "session"].map((key) => [key, byId(`save-${key}`)]);

  function open() {
    const loaded = desk.scenarioNamed(desk.scenario);
    const said = { name: loaded?.name ?? "", title: loaded?.title ?? "", ...loaded?.provenance };
    for (const [key, field] of fields) field.value = said[key] ?? "";
    byId("save-problem").textContent = "";
    dialog.showModal();
    byId("save-name").select();
  }

  /** When the choices were made, where the file says it in words that a date field cannot show. */
  function wordsOfDate() {
    const when = desk.scenarioNamed(desk.scenario)?.provenance.when ?? "";
    return /^\d{4}-\d{2}-\d{2}$/.test(when) ? "" : when;
  }

  async function submit(event) {
    event.preventDefault();
    const { name, ...said } = Object.fromEntries(fields.map(([key, field]) => [key, field.value.normalize("NFC").trim()]));
    said.when ||= wordsOfDate();
    if (!NAME.test(name)) {
      byId("save-problem").textContent = desk.words("save-name");
      byId("save-name").focus();
      return;
    }
    const { title, ...provenance } = said;
    const there = desk.scenarioNamed(name);
    if (there && name !== desk.scenario) {
      const replaces = await desk.ask(desk.words("replace-question", { name: desk.titleOf(there) }), desk.words("replace"));
      if (!replaces) return;
    }
    await save({ name, title, provenance }, there?.etag ?? null);
  }

  async function save(wish, etag) {
    const state = desk.state;
    try {
      if (data.token) await write(wish, state, etag);
      else keep(wish, state);
    } catch (error) {
      if (error.status === CONFLICT) conflict(wish, error.answer.theirs);
      else byId("save-problem").textContent = desk.words("save-failed", { reason: error.message || desk.words("unreachable") });
      return;
    }
    dialog.close();
  }

  async function write({ name, title, provenance }, state, etag) {
    const answer = await ask(data, `/scenarios/${encodeURIComponent(name)}`, {
      method: "PUT",
      headers: etag ? { "If-Match": `"${etag}"` } : { "If-None-Match": "*" },
      body: {
        title,
        provenance,
        choices: state.choices,
        values: state.values,
        scope: [...data.groups.map((group) => group.id), ...Object.keys(data.values)],
        based: desk.scenario,
      },
    });
    desk.remember(answer.scenario);
    desk.markSaved(name);
    desk.say(desk.words("saved", { path: answer.saved }));
  }

  /** Without a server: the scenario joins those of this page, and its file is for keeping. */
  function keep({ name, title, provenance }, state) {
    const scenario = { ...whole(desk, state), name, title, provenance, etag: "", foreign: [] };
    download(`${name}.yaml`, new Blob([writeScenario(data, scenario)], { type: "application/yaml" }));
    desk.remember(scenario);
    desk.markSaved(name);
    desk.say(desk.words("made", { file: `${name}.yaml` }));
  }

  function conflict(wish, theirs) {
    const asked = byId("conflict-dialog");
    byId("conflict-text").textContent = desk.words("conflict", { name: desk.titleOf(theirs) });
    differencesTable(desk, byId("conflict-head"), byId("conflict-rows"), [
      { title: desk.words("on-screen"), state: desk.state },
      { title: desk.words("theirs"), state: theirs },
    ]);
    desk.remember(theirs);
    byId("conflict-theirs").onclick = () => {
      asked.close();
      dialog.close();
      desk.load(theirs, theirs.name);
    };
    byId("conflict-mine").onclick = () => {
      asked.close();
      save(wish, theirs.etag);
    };
    asked.showModal();
  }

  /** Take a scenario among those that the page knows, in the place of an older one. */
  desk.remember = (scenario) => {
    const at = data.scenarios.findIndex((one) => one.name === scenario.name);
    data.scenarios.splice(at < 0 ? data.scenarios.length : at, at < 0 ? 0 : 1, scenario);
    desk.tell("scenario");
  };

  byId("save").addEventListener("click", open);
  byId("save-narrow").addEventListener("click", open);
  byId("save-form").addEventListener("submit", submit);
}

/** What is decided, with what the loaded scenario says of groups that do not stand in this document. */
export function whole(desk, state) {
  const before = desk.scenarioNamed(desk.scenario) ?? { choices: {}, values: {} };
  const here = new Set(desk.data.groups.map((group) => group.id));
  const elsewhere = Object.entries(before.choices).filter(([id]) => !here.has(id));
  return { choices: { ...state.choices, ...Object.fromEntries(elsewhere) }, values: state.values };
}
