/** Files of answers: given and taken. */

import { accept, asFile, readFile } from "./answers.js";
import { byId } from "../../workbench/elements.js";
import { download } from "../../workbench/download.js";
import { isTyped } from "./values.js";

const LONGEST = 120;

export function mountTransfer(page) {
  const own = page.data.file.form;
  const input = byId("file");

  function give() {
    const name = `${own.id}-answers.json`;
    const text = JSON.stringify(asFile(page.data, page.settled, page.tongue.tag), null, 2);
    download(name, new Blob([`${text}\n`], { type: "application/json" }));
    page.note(page.words("page-exported", { file: name }), { kind: "file", lines: [...unexported(page.fields, page.answers)] });
  }

  function* unexported(fields, answers) {
    for (const field of fields) {
      const answer = answers[field.id];
      const number = page.tongue.numbers[field.id];
      if (isTyped(answer)) yield page.words("page-unexported", { number, value: answer.typed });
      if (field.type === "records") for (const row of answer ?? []) yield* unexported(field.columns, row);
    }
  }

  async function take(file) {
    const read = readFile(await file.text());
    const refusal = refuse(read, file.name);
    if (refusal) {
      page.note(refusal, { kind: "file" });
      return;
    }
    const question = page.words("page-import-question", { file: file.name });
    if (Object.keys(page.answers).length && !(await page.ask(question, page.words("page-import-do")))) return;
    const { answers, problems } = accept(page.fields, read.answers);
    page.load(answers, "import");
    const count = Object.keys(answers).length;
    page.note(page.words("page-imported", { file: file.name, count }), { kind: "file", lines: [...doubts(read.form), ...problems.map(problem)] });
  }

  function refuse(read, file) {
    if (!read) return page.words("page-unreadable", { file });
    return read.form.id === own.id ? "" : page.words("page-other-form", { file, form: String(read.form.id) });
  }

  function doubts(form) {
    const lines = [];
    if (form.version !== own.version) lines.push(page.words("page-other-version", { theirs: String(form.version), own: own.version }));
    if ((form.scenario ?? "") !== own.scenario) lines.push(page.words("page-other-scenario", { theirs: String(form.scenario || page.words("page-open-text")) }));
    return lines;
  }

  function problem({ id, value, reason }) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return page.words(`page-${reason}`, { id, value: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text });
  }

  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (file) await take(file);
  });
  page.does.export = give;
  page.does.import = () => input.click();
}
