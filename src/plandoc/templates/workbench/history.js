/** What can be undone: entries of (changes there, changes back, cause), the newest last. */

const CAP = 1000;

export function createHistory() {
  let done = [];
  let undone = [];
  return {
    /** Keep an entry; what was undone before it is gone. */
    push(forward, back, cause) {
      done.push({ forward, back, cause });
      if (done.length > CAP) done = done.slice(-CAP);
      undone = [];
    },
    /** Take the last entry back and return it, or null where there is none. */
    undo() {
      const entry = done.pop();
      if (entry) undone.push(entry);
      return entry ?? null;
    },
    redo() {
      const entry = undone.pop();
      if (entry) done.push(entry);
      return entry ?? null;
    },
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
  };
}
