/**
 * Scenario files of the command line, written and read in the page: YAML as plandoc writes it, or the same as JSON.
 * Defaults and patterns are resolved as the command line resolves them; what cannot be applied is named, the rest is.
 *
 * @typedef {{key: string, values: Record<string, string>}} Problem a word of the page, and what to set into it
 */

import { decision, fits, OPEN } from "./state.js";
import { readYaml, Unreadable, writeYaml } from "./yaml.js";

/** Bytes of the largest file that is read. */
export const LARGEST = 1_000_000;
const KEYS = ["title", "provenance", "default", "alternatives", "choices", "values"];
const SAID = ["who", "when", "session"];
const EVERY_LANGUAGE = "*";

/** The text of a scenario's file. `scenario` has title, provenance, choices and values as states have them. */
export function writeScenario(data, scenario) {
  const provenance = SAID.filter((key) => scenario.provenance?.[key]).map((key) => [key, scenario.provenance[key]]);
  const values = Object.entries(scenario.values)
    .map(([name, place]) => [name, data.values[name]?.[place - 1]])
    .filter(([, words]) => words)
    .map(([name, words]) => [name, Object.entries(words).filter(([, text]) => text)]);
  const sections = [
    ["title", scenario.title ?? ""],
    ["provenance", provenance],
    ["choices", Object.entries(scenario.choices)],
    ["values", values],
  ];
  return writeYaml(sections.filter(([, content]) => content.length));
}

/**
 * Read a scenario's file. Returns {title, provenance, state, problems}; `state` is null where nothing can be read.
 *
 * @returns {{title: string, provenance: object, state: object | null, problems: Problem[]}}
 */
export function readScenario(data, text) {
  const problems = [];
  let entries;
  try {
    entries = text.trimStart().startsWith("{") ? entriesOf(JSON.parse(text)) : readYaml(text);
  } catch (error) {
    const line = error instanceof Unreadable ? error.line : 1;
    return { title: "", provenance: {}, state: null, problems: [problem("import-unreadable", { line: String(line) })] };
  }
  const root = section(entries, problems);
  for (const key of root.keys()) if (!KEYS.includes(key)) problems.push(problem("import-key", { name: key }));
  const said = section(listed(root.get("provenance"), "provenance", problems), problems);
  return {
    title: plain(root.get("title")),
    provenance: Object.fromEntries(SAID.map((key) => [key, plain(said.get(key))])),
    state: { choices: choices(data, root, problems), values: values(data, root, problems) },
    problems,
  };
}

/** An object of JSON as the entries that YAML is read as. */
function entriesOf(value) {
  if (value === null || typeof value !== "object") return value === null ? "" : String(value);
  return Object.entries(value).map(([key, inner]) => [key, entriesOf(inner), 1]);
}

function section(entries, problems) {
  const found = new Map();
  for (const [key, value] of entries) {
    if (found.has(key)) problems.push(problem("import-twice", { name: key }));
    // What stands further down wins, in its own place among the others.
    found.delete(key);
    found.set(key, value);
  }
  return found;
}

function listed(value, name, problems) {
  if (Array.isArray(value)) return value;
  if (value) problems.push(problem("import-key", { name }));
  return [];
}

function plain(value) {
  return typeof value === "string" ? value : "";
}

function choices(data, root, problems) {
  const taken = defaults(data, root, problems);
  for (const [pattern, word] of section(listed(root.get("choices"), "choices", problems), problems)) {
    const named = data.groups.filter((group) => names(pattern, group.id));
    const fitting = named.filter((group) => fits(group, plain(word)));
    if (!named.length) problems.push(problem("import-group", { name: pattern }));
    else if (!fitting.length) problems.push(problem("import-misfit", { name: pattern, decision: plain(word) }));
    for (const group of fitting) {
      if (plain(word) === OPEN) taken.delete(group.id);
      else taken.set(group.id, word === "none" && group.options === 1 ? "drop" : word);
    }
  }
  return Object.fromEntries(taken);
}

/** What the defaults of a scenario decide of every group. */
function defaults(data, root, problems) {
  const single = word(root, "default", { keep: 1, drop: 0 }, problems);
  const several = word(root, "alternatives", { first: 1, none: 0 }, problems);
  const decided = data.groups
    .filter((group) => !group.value && single !== null)
    .map((group) => [group, group.options === 1 ? single : several])
    .filter(([, index]) => index !== null);
  return new Map(decided.map(([group, index]) => [group.id, decision(group, index)]));
}

function word(root, key, meanings, problems) {
  const said = plain(root.get(key)) || OPEN;
  if (said !== OPEN && !Object.hasOwn(meanings, said)) problems.push(problem("import-misfit", { name: key, decision: said }));
  return Object.hasOwn(meanings, said) ? meanings[said] : null;
}

/** Whether a pattern names a group: its id, the label of a workspace-wide choice, or a glob over ids. */
function names(pattern, id) {
  return id === pattern || id === `#${pattern}` || glob(pattern).test(id);
}

/** A glob as the command line reads it: `*`, `?`, `[abc]`, `[!abc]`. */
function glob(pattern) {
  const parts = pattern.match(/\[!?\]?[^\]]*\]|[^]/gu) ?? [];
  const source = parts.map((part) => {
    if (part === "*") return "[^]*";
    if (part === "?") return "[^]";
    if (part.length < 3) return part.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
    return `[${part.slice(1, -1).replace(/^!/, "^").replace(/[\\[\]]/gu, "\\$&")}]`;
  });
  return new RegExp(`^${source.join("")}$`);
}

function values(data, root, problems) {
  const found = {};
  for (const [name, words] of section(listed(root.get("values"), "values", problems), problems)) {
    const known = Object.hasOwn(data.values, name) ? data.values[name] : null;
    if (!known) {
      problems.push(problem("import-value", { name }));
      continue;
    }
    const said = new Map(Array.isArray(words) ? words.map(([language, text]) => [language, plain(text)]) : [[EVERY_LANGUAGE, words]]);
    const place = known.findIndex((one) =>
      Object.entries(one).every(([language, text]) => (said.get(language) ?? said.get(EVERY_LANGUAGE) ?? "") === text),
    );
    if (place < 0) problems.push(problem("import-words", { name, words: [...said.values()].join(", ") }));
    else found[name] = place + 1;
  }
  return found;
}

function problem(key, values) {
  return { key, values };
}
