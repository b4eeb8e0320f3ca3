/**
 * States, and what they say of a group. Nothing here changes what it is given.
 *
 * @typedef {{choices: Record<string, string>, values: Record<string, number>}} State
 *   By group id "keep", "drop", "none", "1", "2" …: what is absent is open. By name of a value which of its known
 *   words, from 1.
 * @typedef {{choices?: Record<string, string>, values?: Record<string, number>}} Changes
 *   The same, with "open" and 0 for what is opened again.
 */

export const OPEN = "open";

/** @type {State} */
export const NOTHING_DECIDED = Object.freeze({ choices: Object.freeze({}), values: Object.freeze({}) });

/** The state after some changes; what is open is left out, ids stand in the order of `data.groups`. */
export function changed(data, state, changes) {
  const choices = { ...state.choices, ...changes.choices };
  const values = { ...state.values, ...changes.values };
  const decided = data.groups.map((group) => group.id).filter((id) => (choices[id] ?? OPEN) !== OPEN);
  const settled = Object.keys(data.values).filter((name) => values[name]);
  return Object.freeze({
    choices: Object.freeze(Object.fromEntries(decided.map((id) => [id, choices[id]]))),
    values: Object.freeze(Object.fromEntries(settled.map((name) => [name, values[name]]))),
  });
}

/** What leads from one state to another. */
export function differences(from, to) {
  return {
    choices: differing(from.choices, to.choices, OPEN),
    values: differing(from.values, to.values, 0),
  };
}

/** How many groups and values some changes touch. */
export function extent(changes) {
  return Object.keys(changes.choices ?? {}).length + Object.keys(changes.values ?? {}).length;
}

/** Which option a state takes of a group: null while it is open, 0 for none of them. */
export function taken(data, state, group) {
  if (group.value) return state.values[group.value] || data.settled[group.value] ? 1 : null;
  const decision = state.choices[group.id] ?? OPEN;
  if (decision === OPEN) return null;
  if (decision === "keep") return 1;
  return decision === "drop" || decision === "none" ? 0 : Number(decision);
}

/** The word for taking option `index` of a group, 0 for none. */
export function decision(group, index) {
  if (group.options === 1) return index ? "keep" : "drop";
  return index ? String(index) : "none";
}

/** Whether a word may stand for a group. */
export function fits(group, word) {
  if (group.value) return false;
  if (word === OPEN || word === "none") return true;
  if (word === "keep" || word === "drop") return group.options === 1;
  return /^[1-9]\d*$/.test(word) && Number(word) <= group.options;
}

function differing(from, to, absent) {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  const found = [...keys].filter((key) => (from[key] ?? absent) !== (to[key] ?? absent));
  return Object.fromEntries(found.map((key) => [key, to[key] ?? absent]));
}
