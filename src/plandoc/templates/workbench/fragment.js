/**
 * The fragment of the address, `#v=clean&l=zh&at=a/5&s=mixed&c=a/5~funds:drop,*gbf_decision:1`: what is shown and decided.
 * In ids `~` stands for the number sign; all else that could be mistaken is percent-encoded.
 */

import { fits } from "./state.js";

/** Write a fragment, without its number sign. */
export function writeFragment({ view, languages, at, scenario, state }) {
  const choices = Object.entries(state.choices).map(([id, word]) => `${writeId(id)}:${word}`);
  const values = Object.entries(state.values).map(([name, index]) => `*${writeId(name)}:${index}`);
  const decided = [...choices, ...values];
  const fields = [
    ["v", view],
    ["l", languages],
    ["at", at ? writeId(at) : ""],
    ["s", scenario ? writeId(scenario) : ""],
  ].filter(([, text]) => text);
  // Without a scenario nothing decided need not be said; with one it must, or the scenario's own choices are meant.
  if (decided.length || scenario) fields.push(["c", decided.join(",")]);
  return fields.map(([key, text]) => `${key}=${text}`).join("&");
}

/** Read a fragment: what it says, and `problems`: [key of a word, values for it] of what could not be applied. */
export function readFragment(data, fragment) {
  const text = fragment.replace(/^#/, "");
  const said = { problems: [], choices: null, values: {} };
  if (text && !text.includes("=")) return { ...said, at: readId(text) };
  const fields = new Map(text.split("&").map((field) => [field.slice(0, field.indexOf("=")), field.slice(field.indexOf("=") + 1)]));
  said.view = fields.get("v");
  said.languages = fields.get("l");
  said.at = fields.has("at") ? readId(fields.get("at")) : "";
  if (fields.has("s")) said.scenario = readId(fields.get("s"));
  if (fields.has("c")) readDecisions(data, fields.get("c"), said);
  return said;
}

function readDecisions(data, text, said) {
  const groups = new Map(data.groups.map((group) => [group.id, group]));
  said.choices = {};
  for (const entry of text.split(",").filter(Boolean)) {
    const cut = entry.lastIndexOf(":");
    const word = entry.slice(cut + 1);
    const id = readId(entry.slice(entry.startsWith("*") ? 1 : 0, cut < 0 ? undefined : cut));
    if (entry.startsWith("*")) readValue(data, id, Number(word), said);
    else readChoice(groups.get(id), id, word, said);
  }
}

function readChoice(group, id, word, said) {
  if (!group) said.problems.push(["unknown-group", { id }]);
  else if (!fits(group, word)) said.problems.push(["unfit-decision", { id, decision: word }]);
  else if (id in said.choices && said.choices[id] !== word) said.problems.push(["decided-twice", { id }]);
  else said.choices[id] = word;
}

function readValue(data, name, index, said) {
  const known = Object.hasOwn(data.values, name) ? data.values[name] : null;
  if (!known) said.problems.push(["unknown-value", { id: name }]);
  else if (!(Number.isInteger(index) && index >= 1 && index <= known.length)) {
    said.problems.push(["unknown-words", { id: name }]);
  } else said.values[name] = index;
}

function writeId(id) {
  const bare = encodeURIComponent(id).replaceAll("~", "%7E");
  return bare.replaceAll("%23", "~").replaceAll("%2F", "/").replaceAll("%3A", ":");
}

function readId(text) {
  try {
    return decodeURIComponent(text.replaceAll("~", "%23"));
  } catch {
    return text;
  }
}
