/** Values: blanks such as the number of a decision, each with the words that are known for it. */

import { byId, element } from "./elements.js";

export function mountValues(desk) {
  const named = Object.entries(desk.data.values).filter(([, words]) => words.length);
  byId("values-section").hidden = !named.length;

  function paint() {
    const settled = (name) => desk.state.values[name] ?? desk.data.settled[name] ?? 0;
    const lines = named.map(([name, words]) => {
      const select = element("select", { id: `value-${name}`, onchange: choose });
      select.dataset.value = name;
      select.append(element("option", { value: "0" }, desk.words("value-open")));
      words.forEach((word, at) => select.append(element("option", { value: String(at + 1) }, word[desk.look.label])));
      select.value = String(settled(name));
      return element("label", { class: "value", for: select.id }, element("span", {}, name.replaceAll("_", " ")), select);
    });
    byId("values").replaceChildren(...lines);
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
