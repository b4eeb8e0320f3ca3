/** Values: blanks such as the number of a decision, each with the words that are known for it. */

import { byId, element } from "./elements.js";

export function mountValues(desk) {
  const named = Object.entries(desk.data.values).filter(([name, words]) => words.length && desk.data.value_places[name]);
  byId("values-section").hidden = !named.length;

  function paint() {
    const settled = (name) => desk.state.values[name] ?? desk.data.settled[name] ?? 0;
    const lines = named.map(([name, words]) => {
      const select = element("select", { id: `value-${name}`, onchange: choose });
      select.dataset.value = name;
      select.append(element("option", { value: "0" }, desk.words("value-open")));
      words.forEach((word, at) => select.append(element("option", { value: String(at + 1) }, word[desk.look.label])));
      select.value = String(settled(name));
      return element("label", { class: "value", for: select.id }, element("span", {}, place(name)), select);
    });
    byId("values").replaceChildren(...lines);
  }

  /** Where a value stands: its first place, and how often it comes again. */
  function place(name) {
    const [block] = desk.data.value_places[name];
    return [desk.places.part(block), desk.places.block(block)].filter(Boolean).join(" · ");
  }

  function choose(event) {
    const { value: name } = event.target.dataset;
    desk.apply({ values: { [name]: Number(event.target.value) } }, "value");
    byId(`value-${name}`)?.focus();
  }

  desk.on("change", paint);
  desk.on("look", paint);
  paint();
}
