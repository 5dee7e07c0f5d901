// The stack of layers: what is typed, what a result of the last layer depends on, and the formula with the numbers.
"use strict";

const stackPart = (() => {
  const { state, layer, made, svg, at, minus, field, button, substituted, withValue, mark, formula } = parts;
  const LAYER = [["kernel", "Kernel size"], ["stride", "Stride"], ["dilation", "Dilation"], ["padding", "Padding"]];
  let remember = () => {}; // called after each change

  function fieldWithNumbers(layers) {
    const values = {};
    layers.forEach((one, n) => Object.assign(values, { [`k_${n}`]: one.kernel, [`s_${n}`]: one.stride, [`d_${n}`]: one.dilation }));
    return withValue(substituted(`field of ${layers.length}`, values), sizes.receptiveField(layers).toString());
  }

  const ofStack = () => state.layers.map(({ padding, ...one }) => ({ ...one, before: padding, after: padding }));

  function stackFields() {
    const body = at("layers");
    body.replaceChildren();
    state.layers.forEach((one, n) => {
      const cells = LAYER.map(([name, label]) => made("td", {}, field(`stack-${name}-${n}`, `${label}, layer ${n + 1}`, one[name],
        (value) => { one[name] = value; showStack(); })));
      body.append(made("tr", {}, made("th", { scope: "row" }, `${n + 1}`), ...cells, made("td", { id: `play-size-${n}` }),
        made("td", { id: `play-field-${n}` }), made("td", { id: `play-jump-${n}` })));
    });
    at("add").disabled = state.layers.length >= sizes.MOST_LAYERS;
    at("remove").disabled = state.layers.length <= 1;
    at("stack-size").value = state.size;
  }

  function showStack() {
    const layers = ofStack();
    const found = sizes.stack(state.size, layers);
    const names = { before: "padding", after: "padding" };
    const bad = found.wrong && (found.wrong.layer < 0 ? "stack-size" :
      `stack-${names[found.wrong.field] || found.wrong.field}-${found.wrong.layer}`);
    const says = found.wrong ? `No result. ${found.wrong.says}.` : "";
    mark(document.querySelectorAll("#play-stack input"), bad, says, at("wrong-stack"));
    state.layers.forEach((_, n) => {
      const row = found.rows[n];
      for (const [name, value] of [["size", row && row.size], ["field", row && row.field], ["jump", row && row.jump]]) {
        at(`${name}-${n}`).textContent = row ? String(value) : "\u2014";
      }
    });
    at("stack-shown").hidden = Boolean(found.wrong);
    if (!found.wrong) {
      const last = found.rows[found.rows.length - 1];
      state.top = Math.max(0, Math.min(state.top, last.size - 1));
      const first = last.start + BigInt(state.top) * last.jump;
      at("sees").textContent = `Receptive field: ${last.field}. Result ${state.top} of ${last.size} sees the places ` +
        `${minus(first)} to ${minus(first + last.field - 1n)} of the input; places outside 0 to ${state.size - 1} are padding.`;
      at("field-formula").innerHTML = printed.field;
      at("field-numbers").innerHTML = fieldWithNumbers(layers);
      at("cone").replaceChildren(...[coneOf(layers, found.rows)].filter(Boolean));
    }
    remember();
  }

  // The levels of a stack, the input at the bottom, and what the chosen result depends on.
  function coneOf(layers, rows) {
    const lengths = [state.size, ...rows.map((row) => row.size)];
    if (Math.max(...lengths) > 64) return null;
    const [side, gap, wide] = [14, 16, Math.max(...lengths)];
    const levels = sizes.cone(layers, state.top);
    const high = lengths.length * (side + gap);
    const found = svg("svg", { viewBox: `-2 -2 ${wide * side + 4} ${high}`, role: "img",
      "aria-label": `The input at the bottom, the results of ${layers.length} layers above; what result ${state.top} depends on is filled`,
      style: `max-width: ${wide * side + 4}px` });
    const left = (level) => ((wide - lengths[level]) * side) / 2;
    const top = (level) => (lengths.length - 1 - level) * (side + gap);
    levels.slice(1).forEach((places, n) => places.forEach((place) => {
      if (place < 0 || place >= lengths[n + 1]) return;
      for (const read of sizes.taps(layers[n], place)) {
        if (read < 0 || read >= lengths[n]) continue;
        found.append(svg("line", { x1: left(n + 1) + (place + 0.5) * side, y1: top(n + 1) + side,
          x2: left(n) + (read + 0.5) * side, y2: top(n) }));
      }
    }));
    lengths.forEach((length, level) => {
      for (let place = 0; place < length; place += 1) {
        const on = levels[level].includes(place);
        const square = svg("rect", { x: left(level) + place * side, y: top(level), width: side, height: side,
          class: `${level ? "result" : "input"}${on ? " under" : ""}` });
        if (level === layers.length) square.addEventListener("click", () => { state.top = place; showStack(); });
        found.append(square);
      }
    });
    return found;
  }

  function stackKeys(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    state.top = event.key === "End" ? Number.MAX_SAFE_INTEGER : Math.max(0, state.top + steps[event.key]);
    showStack();
    event.preventDefault();
  }

  function stackForm() {
    const size = field("stack-size", "Input size of the stack", state.size, (value) => { state.size = value; showStack(); });
    const heads = ["Layer", ...LAYER.map(([, label]) => label), "Results", "Receptive field", "Distance"];
    const table = made("table", {}, made("thead", {}, made("tr", {}, ...heads.map((head) => made("th", { scope: "col" }, head)))),
      made("tbody", { id: "play-layers" }));
    const resized = (layers) => { state.layers = layers; stackFields(); showStack(); };
    const cone = made("div", { id: "play-cone", class: "pictures", tabindex: "0", role: "group",
      "aria-label": "The stack; the left and right arrow keys choose a result of the last layer" });
    cone.addEventListener("keydown", stackKeys);
    const added = () => {
      const [rows] = state.axes;
      resized([...state.layers, layer(rows.kernel, rows.stride, rows.dilation, rows.before)]);
    };
    return made("form", { id: "play-stack", "aria-label": "A stack of layers" },
      made("p", {}, made("label", {}, "Input size ", size)),
      made("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "The layers" }, table),
      made("p", { class: "controls" }, button("add", "Add a layer", added, "Add a layer with the numbers of the rows above"),
        button("remove", "Remove the last layer", () => resized(state.layers.slice(0, -1)))),
      made("p", { id: "play-wrong-stack", role: "alert" }),
      made("div", { id: "play-stack-shown" }, made("p", { id: "play-sees", "aria-live": "polite" }), cone,
        formula("field-formula", "The formula of the receptive field"),
        formula("field-numbers", "The formula of the receptive field with the numbers")));
  }

  return { LAYER, form: stackForm, fields: stackFields, show: showStack, changes(call) { remember = call; } };
})();
