/** Open points: which groups of a document wait for a decision, and which need none. */

import { taken } from "./state.js";

/** Groups by id and by option, made once for a page. */
export function createPoints(data) {
  const groups = new Map(data.groups.map((group) => [group.id, group]));
  const holders = new Map(data.groups.flatMap((group) => group.option_ids.map((option, at) => [option, [group, at + 1]])));

  /** Whether an option round a place is not taken, or lies itself in one that is not. */
  function isOut(state, option) {
    const [group, index] = holders.get(option) ?? [null, 0];
    if (!group) return false;
    const chosen = taken(data, state, group);
    return (chosen !== null && chosen !== index) || isMoot(state, group);
  }

  /** Whether a group stands only within options that are not taken: there is nothing to decide. */
  function isMoot(state, group) {
    return group.places.every((place) => place.within.some((option) => isOut(state, option)));
  }

  return {
    groups,
    isMoot,
    /** Every group that is decided by choosing, not by a value. */
    countable: data.groups.filter((group) => !group.value),
    /** Whether a group still waits. */
    isOpen(state, group) {
      return !group.value && taken(data, state, group) === null && !isMoot(state, group);
    },
    /** "open", "value", "kept", "chosen", "dropped" or "moot". */
    standing(state, group) {
      if (isMoot(state, group)) return "moot";
      const chosen = taken(data, state, group);
      if (group.value) return chosen === null ? "value" : "kept";
      if (chosen === null) return "open";
      if (chosen === 0) return "dropped";
      return group.options === 1 ? "kept" : "chosen";
    },
  };
}
