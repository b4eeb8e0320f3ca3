/** What the browser keeps; some keep nothing, and then nothing is lost but that. */

/** Return what was kept under a name; null where nothing was, or where it cannot be read. */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Keep something under a name; returns whether that went well. */
export function remember(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Whether something is kept under a name, readable or not. */
export function isKept(name) {
  try {
    return localStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}

/** Forget what is kept under a name. */
export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing is kept then.
  }
}
