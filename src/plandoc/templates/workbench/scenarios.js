/** The menu of scenarios: load one, save, compare, take a redline away, carry files in and out. */

import { mountComparing } from "./comparing.js";
import { byId, element } from "./elements.js";
import { mountImporting } from "./importing.js";
import { mountRedline } from "./redline.js";
import { mountSaving } from "./saving.js";
import { NOTHING_DECIDED } from "./state.js";

export function mountScenarios(desk) {
  desk.scenarioNamed = (name) => desk.data.scenarios.find((one) => one.name === name) ?? null;
  /** What a scenario is called: its title, or its name. */
  desk.titleOf = (scenario) => scenario.title || scenario.name;
  /** What the choices on the screen are called. */
  desk.titleNow = () => {
    const loaded = desk.scenarioNamed(desk.scenario);
    return loaded && !desk.unsaved() ? desk.titleOf(loaded) : desk.words("on-screen");
  };
  /** Put a question; resolves to whether it was answered by `yes`. */
  desk.ask = ask;

  const menu = byId("scenario");

  function paint() {
    const options = desk.data.scenarios.map((one) => element("option", { value: one.name, dir: "auto" }, desk.titleOf(one)));
    menu.replaceChildren(element("option", { value: "" }, desk.words("no-scenario")), ...options);
    menu.value = desk.scenarioNamed(desk.scenario) ? desk.scenario : "";
    count();
  }

  function count() {
    const changes = desk.unsaved();
    byId("unsaved").textContent = changes ? desk.words("unsaved", { count: changes }) : "";
  }

  async function load() {
    const { value: name } = menu;
    const scenario = desk.scenarioNamed(name);
    const title = scenario ? desk.titleOf(scenario) : desk.words("no-scenario");
    const changes = desk.unsaved();
    if (changes && !(await desk.ask(desk.words("leave-question", { count: changes, name: title }), desk.words("load")))) {
      menu.value = desk.scenario;
      return;
    }
    desk.load(scenario ?? NOTHING_DECIDED, name);
    if (scenario?.foreign.length) {
      desk.warn(title, scenario.foreign.map((value) => desk.words("unknown-words", { id: value })));
    }
  }

  menu.addEventListener("change", load);
  desk.on("scenario", paint);
  desk.on("look", paint);
  desk.on("change", count);
  mountSaving(desk);
  mountComparing(desk);
  mountRedline(desk);
  mountImporting(desk);
  paint();
}

function ask(text, yes) {
  const dialog = byId("ask");
  byId("ask-text").textContent = text;
  byId("ask-yes").textContent = yes;
  dialog.showModal();
  return new Promise((resolve) => {
    const answered = () => dialog.close("yes");
    byId("ask-yes").addEventListener("click", answered, { once: true });
    dialog.addEventListener(
      "close",
      () => {
        byId("ask-yes").removeEventListener("click", answered);
        resolve(dialog.returnValue === "yes");
        dialog.returnValue = "";
      },
      { once: true },
    );
  });
}
