// What the parts of the page share: its state, elements, and formulas with numbers in the place of letters.
"use strict";

const parts = (() => {
  const PLAIN = { size: 5, kernel: 3, stride: 1, dilation: 1, before: 0, after: 0, extra: 0, ceil: false };
  const both = (changes) => [{ ...PLAIN, ...changes }, { ...PLAIN, ...changes }];
  const layer = (kernel, stride, dilation, padding) => ({ kernel, stride, dilation, padding });
  const state = { kind: "conv", word: "numbers", axes: [{ ...PLAIN, before: 1, after: 1 },
    { ...PLAIN, size: 7, kernel: 2, stride: 2, after: 1 }], at: [0, 0],
    size: 32, layers: [layer(5, 1, 1, 0), layer(2, 2, 1, 0), layer(5, 1, 1, 0), layer(2, 2, 1, 0), layer(5, 1, 1, 0)], top: 0 };

  // ---------------------------------------------------------------- elements

  function made(tag, attributes = {}, ...inside) {
    const found = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
    found.append(...inside);
    return found;
  }

  function svg(tag, attributes = {}, text = "") {
    const found = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
    found.textContent = text;
    return found;
  }

  const at = (id) => document.getElementById(`play-${id}`);
  const minus = (text) => String(text).replace("-", "\u2212");
  const number = (text) => (/^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : NaN);

  function field(id, label, value, changed) {
    const input = made("input", { id: `play-${id}`, "aria-label": label, type: "text", inputmode: "numeric", autocomplete: "off",
      value, "aria-describedby": `play-wrong${id.startsWith("stack") ? "-stack" : ""}` });
    input.addEventListener("input", () => changed(number(input.value)));
    return input;
  }

  function option(select, value, text) {
    select.append(made("option", { value }, text));
  }

  function button(id, text, pressed, label = text) {
    const found = made("button", { id: `play-${id}`, type: "button", "aria-label": label }, text);
    found.addEventListener("click", pressed);
    return found;
  }

  // ---------------------------------------------------------------- formulas with numbers

  // A formula with numbers for letters: `values` has them by letter, or by letter and index, as in k_1.
  function substituted(name, values) {
    const box = made("div", {});
    box.innerHTML = printed[name];
    const put = (node, value) => {
      const parts = String(value).startsWith("-") ? ["(", "\u2212", String(value).slice(1), ")"] : [String(value)];
      const row = document.createElementNS(node.namespaceURI, "mrow");
      for (const part of parts) {
        const kind = /\d/.test(part) ? "mn" : "mo";
        const leaf = document.createElementNS(node.namespaceURI, kind);
        leaf.textContent = part;
        row.append(leaf);
      }
      row.setAttribute("class", "number");
      node.replaceWith(row);
    };
    for (const node of [...box.querySelectorAll("msub")]) {
      const key = `${node.children[0].textContent}_${node.children[1].textContent}`;
      if (key in values) put(node, values[key]);
    }
    for (const node of [...box.querySelectorAll("mi")]) {
      if (node.textContent in values && box.contains(node)) put(node, values[node.textContent]);
    }
    for (const space of [...box.querySelectorAll("mspace")]) { // a product of two numbers needs its sign
      const [left, right] = [space.previousElementSibling, space.nextElementSibling];
      if (left && right && /\d$|\)$/.test(left.textContent) && /^[\d(\u2212]/.test(right.textContent)) {
        const times = document.createElementNS(space.namespaceURI, "mo");
        times.textContent = "\u00d7";
        space.replaceWith(times);
      }
    }
    return box;
  }

  function withValue(box, value) {
    const row = box.querySelector("math > mrow") || box.querySelector("math");
    for (const [tag, text] of [["mo", "="], ["mn", value]]) {
      const leaf = document.createElementNS(row.namespaceURI, tag);
      leaf.textContent = text;
      row.append(leaf);
    }
    return box.innerHTML;
  }

  function mark(inputs, id, says, message) {
    for (const input of inputs) input.toggleAttribute("aria-invalid", false);
    if (id && at(id)) at(id).setAttribute("aria-invalid", "true");
    if (message.textContent !== says) message.textContent = says;
  }

  const formula = (id, label) =>
    made("div", { id: `play-${id}`, class: "formula", tabindex: "0", role: "region", "aria-label": label });

  return { PLAIN, both, layer, state, made, svg, at, minus, number, field, option, button, substituted, withValue, mark, formula };
})();
