/** The address says what is shown and decided, so that it can be sent; what it says is shown and decided on arrival. */

import { readFragment, writeFragment } from "./fragment.js";

const MOST_NAMED = 12;

export function mountAddress(desk) {
  let written = "";
  let waiting = 0;

  function write() {
    clearTimeout(waiting);
    const root = document.documentElement;
    written = `#${writeFragment({
      view: desk.look.view,
      languages: root.dataset.languages,
      at: desk.rowInHand?.dataset.block ?? desk.topBlock() ?? "",
      scenario: desk.scenario,
      state: desk.state,
    })}`;
    if (location.hash !== written) history.replaceState(null, "", written);
  }

  // Browsers refuse addresses that change too often.
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(write, 120);
  }

  function read() {
    const said = readFragment(desk.data, location.hash);
    desk.show({ view: said.view, languages: said.languages });
    decide(said);
    if (said.problems.length) complain(said.problems);
    return said.at;
  }

  function decide(said) {
    const scenario = desk.data.scenarios.find((one) => one.name === said.scenario);
    if (said.scenario && !scenario) said.problems.push(["unknown-scenario", { id: said.scenario }]);
    if (scenario) desk.load(scenario, scenario.name);
    if (!said.choices) return;
    const known = new Set(desk.data.groups.map((group) => group.id));
    const reopened = Object.keys(desk.state.choices).filter((id) => known.has(id) && !(id in said.choices));
    const unset = Object.keys(desk.state.values).filter((name) => !(name in said.values));
    desk.apply(
      {
        choices: { ...Object.fromEntries(reopened.map((id) => [id, "open"])), ...said.choices },
        values: { ...Object.fromEntries(unset.map((name) => [name, 0])), ...said.values },
      },
      "address",
    );
  }

  function complain(problems) {
    const lines = problems.slice(0, MOST_NAMED).map(([key, values]) => desk.words(key, values));
    if (problems.length > MOST_NAMED) lines.push(desk.words("more-problems", { count: problems.length - MOST_NAMED }));
    desk.warn(desk.words("address-problems", { count: problems.length }), lines);
  }

  /** Go where the address leads; the text must have been painted. */
  desk.arrive = function arrive(at) {
    if (at && !desk.goTo(at)) desk.warn(desk.words("unknown-place", { id: at }));
  };

  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    const at = read();
    desk.draw().then(() => desk.arrive(at));
  });
  for (const event of ["change", "select", "look", "scenario", "scroll"]) desk.on(event, soon);
  return location.hash.length > 1 ? read() : "";
}
