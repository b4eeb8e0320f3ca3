/**
 * The desk: what every part of the page shares. Parts change the state through it and hear of it by events.
 *
 * Events: "change" ({changes, cause}: the state is new), "text" (its clean text is painted), "select" ({group, …}: it
 * was taken in hand, or nothing was), "look" (view, languages, theme or mode changed), "scenario" (the name or the saved
 * state changed), "filter" (other rows are shown), "scroll" (the reader moved), "laid" (every row is laid out).
 *
 * Parts add what others may call: `say`, `warn` (announce.js), `show`, `cycle` (look.js), `draw` (clean.js), `count`
 * (counter.js), `goTo`, `step` (moving.js), `mended` (mends.js), `places` (places.js).
 *
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Changes} Changes
 */

import { createHistory } from "./history.js";
import { createPoints } from "./points.js";
import { changed, decision, differences, extent, NOTHING_DECIDED, OPEN, taken } from "./state.js";

/** @param data the page's data; @param source what gives clean text: `clean(state, language)` */
export function createDesk(data, source) {
  const listeners = new Map();
  const history = createHistory();

  const desk = {
    data,
    source,
    points: createPoints(data),
    history,
    /** @type {State} */
    state: NOTHING_DECIDED,
    /** Name of the scenario that the state began from; empty where it began from nothing. */
    scenario: "",
    /** @type {State} The state that counts as saved. */
    saved: NOTHING_DECIDED,
    /** How the page looks: `look.js` keeps it. */
    look: { view: "both", languages: [data.languages[0].name], label: data.languages[0].name },
    /** The group in hand, or null. */
    selected: null,
    /** Clean text by language, as painted last. */
    clean: new Map(),

    /** A word of the page in the language of its labels, with {name} replaced. */
    words(key, values = {}) {
      const text = data.words[desk.look.label]?.[key] ?? key;
      return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
    },

    /** Hear of an event; returns a function that ends it. */
    on(event, heard) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(heard));
      return () => all.delete(heard);
    },

    tell(event, detail) {
      for (const heard of listeners.get(event) ?? []) heard(detail);
    },

    /** Change the state by what somebody chose: one entry to undo. `cause` is a word, "choice", "import" … */
    apply(changes, cause) {
      const next = changed(data, desk.state, changes);
      const forward = differences(desk.state, next);
      if (!extent(forward)) return;
      history.push(forward, differences(next, desk.state), cause);
      move(forward, cause);
    },

    /** Take a whole state in place of the one there is, as the scenario `name`; it can be undone. */
    load(state, name) {
      desk.saved = changed(data, NOTHING_DECIDED, state);
      desk.scenario = name;
      desk.apply(differences(desk.state, desk.saved), "load");
      desk.tell("scenario");
    },

    /** Say that the state is now what the scenario `name` holds on disk. */
    markSaved(name) {
      desk.saved = desk.state;
      desk.scenario = name;
      desk.tell("scenario");
    },

    undo() {
      const entry = history.undo();
      if (entry) move(entry.back, "undo");
    },

    redo() {
      const entry = history.redo();
      if (entry) move(entry.forward, "redo");
    },

    /** How many groups and values differ from what is saved. */
    unsaved() {
      return extent(differences(desk.saved, desk.state));
    },

    /** Which option the state takes of a group: null while it is open, 0 for none. */
    taken(group) {
      return taken(data, desk.state, group);
    },

    /** Take option `index` of a group, 0 for none, null to open it again. A group of one value takes that of its words. */
    choose(group, index) {
      if (group.value) desk.apply({ values: { [group.value]: index ?? 0 } }, "value");
      else desk.apply({ choices: { [group.id]: index === null ? OPEN : decision(group, index) } }, "choice");
    },

    /**
     * Take a group in hand; null puts it down. `from` is the handle it was taken by, `moved` says that the reader
     * asked to be taken there, `entered` that the keyboard opened it.
     */
    select(group, { from = null, moved = false, entered = false } = {}) {
      desk.selected = group;
      desk.tell("select", { group, from, moved, entered });
    },
  };

  function move(changes, cause) {
    desk.state = changed(data, desk.state, changes);
    desk.tell("change", { changes, cause });
  }

  return desk;
}
