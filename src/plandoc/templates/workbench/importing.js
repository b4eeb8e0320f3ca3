/** Scenario files in and out of the page, as the command line reads and writes them. */

import { download } from "./download.js";
import { byId } from "./elements.js";
import { whole } from "./saving.js";
import { differences, NOTHING_DECIDED, changed } from "./state.js";
import { LARGEST, readScenario, writeScenario } from "./transfer.js";

const MOST_NAMED = 12;

export function mountImporting(desk) {
  const field = byId("import-file");

  function give() {
    const loaded = desk.scenarioNamed(desk.scenario);
    const said = loaded && !desk.unsaved() ? loaded : { title: loaded?.title ?? "", provenance: {} };
    const text = writeScenario(desk.data, { ...whole(desk, desk.state), title: said.title, provenance: said.provenance });
    const name = `${desk.scenario || desk.data.document}.yaml`;
    download(name, new Blob([text], { type: "application/yaml" }));
    desk.say(desk.words("made", { file: name }));
  }

  async function take() {
    const [file] = field.files;
    field.value = "";
    if (!file) return;
    if (file.size > LARGEST) {
      desk.warn(desk.words("import-large", { name: file.name }));
      return;
    }
    const read = readScenario(desk.data, await file.text());
    const lines = read.problems.slice(0, MOST_NAMED).map(({ key, values }) => desk.words(key, values));
    if (read.problems.length > MOST_NAMED) lines.push(desk.words("more-problems", { count: read.problems.length - MOST_NAMED }));
    if (!read.state) {
      desk.warn(desk.words("import-nothing", { name: file.name }), lines);
      return;
    }
    const state = changed(desk.data, NOTHING_DECIDED, read.state);
    desk.apply(differences(desk.state, state), "import");
    const said = { name: read.title || file.name, count: Object.keys(state.choices).length };
    if (lines.length) desk.warn(desk.words("imported-part", said), lines);
    else desk.say(desk.words("imported", said));
  }

  byId("export").addEventListener("click", give);
  byId("import").addEventListener("click", () => field.click());
  field.addEventListener("change", take);
}
