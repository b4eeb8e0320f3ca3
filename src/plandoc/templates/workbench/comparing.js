/** What is decided on the screen beside a scenario: a table of the groups that differ, with their words. */

import { byId, element } from "./elements.js";
import { taken } from "./state.js";

export function mountComparing(desk) {
  const dialog = byId("compare-dialog");
  const bar = byId("compare");
  const second = byId("compare-second");

  function paint() {
    const options = () => desk.data.scenarios.map((one) => element("option", { value: one.name, dir: "auto" }, desk.titleOf(one)));
    const { value } = bar;
    bar.replaceChildren(element("option", { value: "" }, desk.words("compare-nothing")), ...options());
    bar.value = desk.scenarioNamed(value) ? value : "";
    second.replaceChildren(...options());
  }

  function open(name) {
    const first = name || desk.data.scenarios[0]?.name;
    if (!first) return;
    second.value = first;
    fill();
    dialog.showModal();
  }

  function fill() {
    const other = desk.scenarioNamed(second.value);
    if (!other) return;
    bar.value = other.name;
    const count = differencesTable(desk, byId("compare-head"), byId("compare-rows"), [
      { title: desk.titleNow(), state: desk.state },
      { title: desk.titleOf(other), state: other },
    ]);
    byId("compare-summary").textContent = count ? desk.words("differ-count", { count }) : desk.words("differ-none");
  }

  bar.addEventListener("change", () => bar.value && open(bar.value));
  byId("compare-narrow").addEventListener("click", () => open(bar.value));
  second.addEventListener("change", fill);
  byId("compare-rows").addEventListener("click", (event) => {
    const group = desk.points.groups.get(event.target.closest?.("[data-group]")?.dataset.group);
    if (!group) return;
    dialog.close();
    desk.goTo(group.block);
    desk.select(group, { moved: true });
  });
  desk.on("scenario", paint);
  desk.on("look", paint);
  paint();
}

/** Fill a table with the groups and values that states decide otherwise; returns how many there are. */
export function differencesTable(desk, head, body, columns) {
  const words = [desk.words("group"), ...columns.map((column) => column.title)];
  head.replaceChildren(element("tr", {}, ...words.map((text) => element("th", { scope: "col", dir: "auto" }, text))));
  const groups = desk.data.groups.filter((group) => !group.value);
  const rows = [
    ...differing(groups, columns, (group, state) => taken(desk.data, state, group)).map((group) =>
      row(groupHead(desk, group), columns.map(({ state }) => verdict(desk, group, taken(desk.data, state, group)))),
    ),
    ...differing(Object.keys(desk.data.values), columns, (name, state) => settled(desk, name, state)).map((name) =>
      row([name.replaceAll("_", " ")], columns.map(({ state }) => valueWords(desk, name, settled(desk, name, state)))),
    ),
  ];
  body.replaceChildren(...rows);
  return rows.length;
}

function differing(things, columns, decided) {
  return things.filter((one) => new Set(columns.map(({ state }) => decided(one, state))).size > 1);
}

function settled(desk, name, state) {
  return state.values[name] ?? desk.data.settled[name] ?? 0;
}

function row(heads, cells) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, ...heads),
    ...cells.map((cell) => element("td", {}, ...cell)),
  );
}

function groupHead(desk, group) {
  const button = element("button", { type: "button", class: "link", "data-group": group.id });
  button.textContent = desk.places.group(group);
  return [button, " ", element("small", {}, desk.places.part(group.block))];
}

/** What is decided of a group: the word for it, and the words that are taken, or would be. */
function verdict(desk, group, index) {
  const language = desk.look.label;
  const { tag } = desk.data.languages.find((one) => one.name === language);
  const texts = group.texts[language] ?? [];
  const standing = index === null ? "open" : index === 0 ? "dropped" : group.options === 1 ? "kept" : "chosen";
  const shown = index ? [texts[index - 1]] : texts;
  const said = shown.map((text) => element(index === 0 ? "s" : "span", { lang: tag }, plainText(text ?? "") || desk.words("no-words")));
  return [element("b", {}, desk.words(`standing-${standing}`)), " ", ...said.flatMap((one, at) => (at ? [" / ", one] : [one]))];
}

function valueWords(desk, name, index) {
  return [index ? desk.data.values[name]?.[index - 1]?.[desk.look.label] ?? "" : desk.words("value-open")];
}

/** The words of some markup; nothing in it is loaded or run. */
function plainText(markup) {
  return new DOMParser().parseFromString(markup, "text/html").body.textContent.trim();
}
