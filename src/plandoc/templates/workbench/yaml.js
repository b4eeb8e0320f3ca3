/**
 * The YAML that scenario files are written in, and no more of it: keys and values on lines of their own, one level of
 * mappings below, `{key: value}` on one line, plain and quoted text, comments. Anything else is named by its line.
 */

const QUOTED = /'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"/.source;
const BARE = /[^\s'"{}[\],&*!|>%@`#?:-][^:{}[\],]*?/.source;
const BARE_ON_A_LINE = /[^\s'"{}[\],&*!|>%@`#?:-][^:]*?/.source;
const KEY = new RegExp(`^(${QUOTED}|${BARE_ON_A_LINE}) *:(?: +(.*))?$`, "u");
const PAIR = new RegExp(`^(${QUOTED}|${BARE}) *: +(${QUOTED}|${BARE}) *(?:, *|$)`, "u");
const CLOSED = new RegExp(`^(?:${QUOTED}|\\{(?:[^{}'"]|${QUOTED})*\\})`, "u");
const WHOLE = new RegExp(`^(?:${QUOTED})$`, "u");
const PLAIN = /^[A-Za-z][A-Za-z0-9_./#-]*$/;
const WORDS_OF_YAML = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
const ESCAPES = { 0: "\0", n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\", "/": "/", " ": " " };
const DEEPEST = 4;

/** A line that cannot be read. */
export class Unreadable extends Error {
  constructor(line) {
    super(`line ${line}`);
    this.line = line;
  }
}

/**
 * Read a text; returns [key, value, line] for each entry, a value being a text or such a list again.
 * Everything stays text, as plandoc reads it: `1` is "1".
 */
export function readYaml(text) {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n?|\n/)
    .map((line, at) => ({ indent: line.length - line.trimStart().length, text: line.trim(), number: at + 1, whole: line }))
    .filter((line) => line.text && !line.text.startsWith("#") && line.text !== "---");
  const { entries, next } = readLevel(lines, 0, 0, 0);
  if (next < lines.length) throw new Unreadable(lines[next].number);
  return entries;
}

function readLevel(lines, from, indent, depth) {
  const entries = [];
  let at = from;
  while (at < lines.length && lines[at].indent === indent) {
    const line = lines[at];
    const found = KEY.exec(line.text);
    if (!found || depth > DEEPEST || line.whole.includes("\t")) throw new Unreadable(line.number);
    const key = readText(found[1], line.number);
    const rest = withoutComment(found[2] ?? "", line.number);
    at += 1;
    if (rest) {
      entries.push([key, readValue(rest, line.number), line.number]);
    } else if (at < lines.length && lines[at].indent > indent) {
      const below = readLevel(lines, at, lines[at].indent, depth + 1);
      entries.push([key, below.entries, line.number]);
      at = below.next;
    } else {
      entries.push([key, "", line.number]);
    }
  }
  if (at < lines.length && lines[at].indent > indent) throw new Unreadable(lines[at].number);
  return { entries, next: at };
}

/** Take a comment off the end of a value. */
function withoutComment(text, line) {
  const quoted = CLOSED.exec(text);
  if (quoted) {
    const rest = text.slice(quoted[0].length);
    if (rest && !/^\s+#|^\s+$/.test(rest)) throw new Unreadable(line);
    return quoted[0];
  }
  return text.startsWith("#") ? "" : text.replace(/\s+#.*$/, "").trimEnd();
}

function readValue(text, line) {
  if (!text.startsWith("{")) return readText(text, line);
  const entries = [];
  let rest = text.slice(1, -1).trim();
  while (rest) {
    const found = PAIR.exec(rest);
    if (!found) throw new Unreadable(line);
    entries.push([readText(found[1], line), readText(found[2], line), line]);
    rest = rest.slice(found[0].length);
  }
  return entries;
}

function readText(text, line) {
  if (/^['"]/.test(text) && !WHOLE.test(text)) throw new Unreadable(line);
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text.startsWith('"')) return unescaped(text.slice(1, -1), line);
  if (/^[[\]{},&*!|>%@`"'#]|^[-?:](?: |$)|: |:$| #/.test(text)) throw new Unreadable(line);
  return /^(?:~|null|Null|NULL)$/.test(text) ? "" : text;
}

function unescaped(text, line) {
  return text.replace(/\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, two, four, eight, one) => {
    const code = two ?? four ?? eight;
    if (code !== undefined && parseInt(code, 16) <= 0x10ffff) return String.fromCodePoint(parseInt(code, 16));
    if (ESCAPES[one] === undefined) throw new Unreadable(line);
    return ESCAPES[one];
  });
}

/** Write entries [key, value] as YAML; a value that is a list of such entries stands below its key. */
export function writeYaml(entries) {
  return entries.map(([key, value]) => writeEntry(key, value)).join("");
}

function writeEntry(key, value) {
  if (!Array.isArray(value)) return `${quoted(key)}: ${quoted(value)}\n`;
  return `${quoted(key)}:\n${value.map(([name, inner]) => `  ${quoted(name)}: ${written(inner)}\n`).join("")}`;
}

function written(value) {
  if (!Array.isArray(value)) return quoted(value);
  return `{${value.map(([key, text]) => `${quoted(key)}: ${quoted(text)}`).join(", ")}}`;
}

/** A text as every reader of YAML takes it for text; what is no character is written by its code. */
function quoted(text) {
  if ((PLAIN.test(text) && !WORDS_OF_YAML.test(text)) || /^[1-9][0-9]{0,3}$/.test(text)) return text;
  if (!/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const escaped = text.replace(/["\\]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (one) =>
    one === '"' || one === "\\" ? `\\${one}` : `\\U${one.codePointAt(0).toString(16).padStart(8, "0")}`,
  );
  return `"${escaped}"`;
}
