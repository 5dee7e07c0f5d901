// The page on which sizes and positions of a layer are tried: what is typed, what is drawn, and the formulas with the numbers.
// What is computed is in sizes.js, what is printed in printed.js.
"use strict";

(() => {
  const { PLAIN, both, state, made, svg, at, minus, number, field, option, button, substituted, withValue, mark, formula } = parts;
  const AXES = ["rows", "columns"];
  const ROWS = [["size", "Input size"], ["kernel", "Kernel size"], ["stride", "Stride"], ["dilation", "Dilation"],
    ["before", "Padding before"], ["after", "Padding after"], ["extra", "Output padding"]];
  const NAMES = { conv: "Convolution", transposed: "Transposed convolution", max: "Max pooling", avg: "Average pooling" };
  const DRAWN = 36; // entries along an axis that are drawn; more would be too small to see
  const WIDE = 24; // squares across that have their numbers in them
  const EXAMPLES = {
    "": null,
    "3 × 3, padding 1": { kind: "conv", axes: both({ size: 6, before: 1, after: 1 }) },
    "No two numbers alike": { kind: "conv", axes: [{ ...PLAIN, size: 5, kernel: 2, stride: 2, before: 1 },
      { ...PLAIN, size: 8, kernel: 3, dilation: 2, after: 2 }] },
    "Stride 2": { kind: "conv", axes: both({ size: 7, stride: 2 }) },
    "Dilation 2": { kind: "conv", axes: both({ size: 7, dilation: 2 }) },
    "First layer of ResNet, 7 × 7 at 224": { kind: "conv", axes: both({ size: 224, kernel: 7, stride: 2, before: 3, after: 3 }) },
    "Transposed, 3 × 3, stride 2": { kind: "transposed", axes: both({ size: 3, stride: 2, before: 1, after: 1, extra: 1 }) },
    "Max pooling, 3 × 3, stride 2, rounded up": { kind: "max", axes: both({ size: 6, stride: 2, ceil: true }) },
    "Average pooling, 2 × 2": { kind: "avg", axes: both({ size: 6, kernel: 2, stride: 2 }) },
  };
  const sizeFormula = () => (state.kind === "transposed" ? "size, transposed" : state.axes.some((axis) => axis.ceil) ?
    "size, rounded up" : "size");

  function sizeWithNumbers(axis) {
    const values = { H: axis.size, k: axis.kernel, s: axis.stride, d: axis.dilation, p: axis.before, q: axis.after, a: axis.extra };
    return withValue(substituted(sizeFormula(), values), sizes.resultSize(state.kind, axis));
  }

  function layerWithNumbers() {
    const values = {};
    state.axes.forEach((axis, n) => {
      Object.assign(values, { [`k_${n + 1}`]: axis.kernel, [`s_${n + 1}`]: axis.stride, [`d_${n + 1}`]: axis.dilation,
        [`p_${n + 1}`]: axis.before, [`q_${n + 1}`]: axis.after, [["H", "W"][n]]: axis.size });
      if (state.kind !== "transposed") values[["i", "j"][n]] = state.at[n];
    });
    return substituted(state.kind, values).innerHTML;
  }

  // ---------------------------------------------------------------- pictures

  const SIDE = 30;

  // A table of squares. cells: (i, j) to {text, kind, corner}; frame: [top, left, rows, columns]; picked: called with (i, j).
  function grid(rows, columns, cell, frame, label, picked) {
    const found = svg("svg", { viewBox: `-2 -2 ${columns * SIDE + 4} ${rows * SIDE + 4}`, role: "img", "aria-label": label,
      style: `max-width: ${columns * SIDE + 4}px` });
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < columns; j += 1) {
        const { text = "", kind = "", corner = "" } = cell(i, j);
        const square = svg("rect", { x: j * SIDE, y: i * SIDE, width: SIDE, height: SIDE, class: kind });
        if (picked) square.addEventListener("click", () => picked(i, j));
        found.append(square);
        if (columns > WIDE) continue;
        const small = String(text).length > 3 ? " small" : "";
        found.append(svg("text", { x: (j + 0.5) * SIDE, y: (i + 0.5) * SIDE + 4, class: `entry${small}` }, minus(text)));
        if (corner !== "") found.append(svg("text", { x: (j + 1) * SIDE - 2, y: (i + 1) * SIDE - 2, class: "tap" }, minus(corner)));
      }
    }
    const [top, left, high, wide] = frame;
    found.append(svg("rect", { x: left * SIDE, y: top * SIDE, width: wide * SIDE, height: high * SIDE, class: "frame" }));
    return found;
  }

  // The two tables: the larger one under the window, with its padding, and the other, which has one entry a window.
  function drawn() {
    const [rows, columns] = state.axes;
    const transposed = state.kind === "transposed";
    const places = state.axes.map((axis) => (transposed ? axis.size : sizes.outputSize(axis)));
    const inner = state.axes.map((axis) => (transposed ? sizes.transposedOutputSize(axis) : axis.size));
    const outer = state.axes.map((axis, n) => Math.max(axis.before + inner[n] + axis.after,
      axis.stride * (places[n] - 1) + sizes.reach(axis) + 1));
    if ([...outer, ...places].some((size) => size > DRAWN)) return null;
    const x = sizes.input(rows.size, columns.size);
    const w = sizes.weights(rows.kernel, columns.kernel);
    const y = sizes.result(state.kind, rows, columns, x, w).map((line) => line.map(sizes.fraction));
    const [large, small] = transposed ? [y, x] : [x, y];
    const [down, across] = state.axes.map((axis, n) => sizes.taps(axis, state.at[n]));
    const under = (h, l) => {
      const [u, v] = [down.indexOf(h), across.indexOf(l)];
      return u < 0 || v < 0 ? null : [u, v];
    };
    const weighted = state.kind === "conv" || transposed;
    const cell = (i, j) => {
      const [h, l] = [i - rows.before, j - columns.before];
      const inside = h >= 0 && h < inner[0] && l >= 0 && l < inner[1];
      const padding = !transposed && h < inner[0] + rows.after && l < inner[1] + columns.after;
      const tap = under(h, l);
      return { text: inside ? large[h][l] : padding && state.kind !== "max" ? 0 : "",
        kind: `${inside ? (transposed ? "result" : "input") : "padding"}${tap ? " under" : ""}`,
        corner: tap && weighted ? w[tap[0]][tap[1]] : "" };
    };
    const frame = [rows.stride * state.at[0], columns.stride * state.at[1], sizes.reach(rows) + 1, sizes.reach(columns) + 1];
    const one = grid(...outer, cell, frame, `${transposed ? "Result" : "Input"} with padding, the window framed: ${reads()}`);
    const other = grid(...places, (i, j) => ({ text: small[i][j], kind: transposed ? "input" : "result" }),
      [...state.at, 1, 1], `${transposed ? "Input" : "Result"}, entry ${state.at.join(", ")} framed: ` +
      `${small[state.at[0]][state.at[1]]}`, (i, j) => move([i, j]));
    return transposed ? [[other, "Input"], [one, "Result; pale entries are cut off"]] :
      [[one, "Input, with padding"], [other, "Result"]];
  }

  // What window `at` reads, in words.
  function reads() {
    const along = (axis, n) => {
      const taps = sizes.taps(axis, state.at[n]);
      const shown = taps.length > 6 ? [...taps.slice(0, 3), "\u2026", taps[taps.length - 1]] : taps;
      return `${AXES[n]} ${shown.map(minus).join(", ")}`;
    };
    const does = state.kind === "transposed" ? "is added to" : "reads";
    const what = state.kind === "transposed" ? "Entry" : "Window";
    return `${what} (${state.at.join(", ")}) ${does} ${state.axes.map(along).join(" and ")}.`;
  }

  // The sum or maximum of window `at`, with its numbers.
  function computed() {
    const [rows, columns] = state.axes;
    if (state.kind === "transposed" || rows.kernel * columns.kernel > 16) return "";
    if (state.axes.some((axis) => axis.size > DRAWN)) return "";
    const x = sizes.input(rows.size, columns.size);
    const w = sizes.weights(rows.kernel, columns.kernel);
    const read = sizes.terms(rows, columns, x, ...state.at);
    const seen = read.filter(({ value }) => value !== null);
    const value = sizes.fraction(sizes.result(state.kind, rows, columns, x, w)[state.at[0]][state.at[1]]);
    const signed = (n) => (n < 0 ? `(${minus(n)})` : `${n}`);
    if (state.kind === "max") return `max(${seen.map((one) => one.value).join(", ")}) = ${value}`;
    if (state.kind === "conv") {
      const sum = seen.map((one) => `${signed(w[one.u][one.v])}\u00d7${one.value}`).join(" + ");
      return `${sum || "an empty sum"} = ${minus(value)}`;
    }
    const counted = read.filter(({ h, l }) => h < rows.size + rows.after && l < columns.size + columns.after).length;
    return `(${seen.map((one) => one.value).join(" + ")}) / ${counted} = ${value}`;
  }

  // ---------------------------------------------------------------- what changes

  function wrongLayer() {
    for (const [n, axis] of state.axes.entries()) {
      const found = sizes.wrong(state.kind, axis, AXES[n]);
      if (found) return { ...found, id: `${found.field}-${AXES[n]}` };
    }
    return null;
  }

  function move(to) {
    const most = state.axes.map((axis) => (state.kind === "transposed" ? axis.size : sizes.outputSize(axis)));
    state.at = to.map((place, n) => Math.max(0, Math.min(place, most[n] - 1)));
    showLayer();
  }

  function keys(event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (wrongLayer() || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in steps) move(state.at.map((place, n) => place + steps[event.key][n]));
    else if (event.key === "Home") move([0, 0]);
    else if (event.key === "End") move([Infinity, Infinity]);
    else return;
    event.preventDefault();
  }

  // One step through the positions, row after row; whether there was one.
  function next(step) {
    if (wrongLayer()) return false;
    const most = state.axes.map((axis) => (state.kind === "transposed" ? axis.size : sizes.outputSize(axis)));
    const place = state.at[0] * most[1] + state.at[1] + step;
    if (place < 0 || place >= most[0] * most[1]) return false;
    move([Math.floor(place / most[1]), place % most[1]]);
    return true;
  }

  let playing = null;

  function play(on) {
    clearInterval(playing);
    playing = on ? setInterval(() => next(1) || play(false), 700) : null;
    at("run").textContent = on ? "Pause" : "Play";
    at("run").setAttribute("aria-label", on ? "Pause" : "Play all positions");
  }

  function showFields() {
    const transposed = state.kind === "transposed";
    const pools = state.kind === "max" || state.kind === "avg";
    if (!["numbers", ...sizes.WORDS[state.kind]].includes(state.word)) state.word = "numbers";
    for (const axis of state.axes) {
      if (!transposed) axis.extra = 0;
      if (!pools) axis.ceil = false;
    }
    at("row-extra").hidden = !transposed;
    at("ceil").disabled = !pools;
    at("ceil").checked = state.axes[0].ceil;
    at("kind").value = state.kind;
    const select = at("word");
    select.replaceChildren();
    for (const word of ["numbers", ...sizes.WORDS[state.kind]]) option(select, word, word === "numbers" ? "as numbers" : word);
    select.value = state.word;
    state.axes.forEach((axis, n) => ROWS.forEach(([name]) => {
      const input = at(`${name}-${AXES[n]}`);
      if (number(input.value) !== axis[name] && !Number.isNaN(axis[name])) input.value = axis[name];
      input.disabled = state.word !== "numbers" && (name === "before" || name === "after");
    }));
  }

  function applyWord() {
    if (state.word === "numbers") return;
    for (const axis of state.axes) {
      if (["size", "kernel", "stride", "dilation"].some((name) => sizes.wrongNumber(name, axis[name], ""))) continue;
      [axis.before, axis.after] = sizes.padding(state.word, axis);
    }
  }

  function changed() {
    applyWord();
    showFields();
    if (!wrongLayer()) move(state.at);
    else showLayer();
  }

  function showLayer() {
    const found = wrongLayer();
    mark(document.querySelectorAll("#play-layer input"), found && found.id, found ? `No result. ${found.says}.` : "", at("wrong"));
    at("shown").hidden = Boolean(found);
    at("formulas").hidden = Boolean(found);
    at("output").textContent = found ? "\u2014" :
      `Result: ${state.axes.map((axis) => sizes.resultSize(state.kind, axis)).join(" \u00d7 ")} (rows \u00d7 columns)`;
    if (!found) {
      const pictures = drawn();
      at("reads").textContent = `${reads()} ${computed()}`;
      at("pictures").replaceChildren(...(pictures || []).map(([picture, name]) =>
        made("figure", {}, picture, made("figcaption", {}, name))));
      at("undrawn").textContent = pictures ? "" : `Drawn up to ${DRAWN} entries along an axis, padding included.`;
      at("formula").innerHTML = printed[sizeFormula()];
      state.axes.forEach((axis, n) => { at(`numbers-${AXES[n]}`).innerHTML = sizeWithNumbers(axis); });
      at("statement").innerHTML = layerWithNumbers();
    }
    remember();
  }

  // ---------------------------------------------------------------- the address

  function address() {
    const [rows, columns] = state.axes;
    const parts = ROWS.map(([name]) => `${name}=${rows[name]},${columns[name]}`);
    const layers = state.layers.map((one) => stackPart.LAYER.map(([name]) => one[name]).join(",")).join(";");
    return `#kind=${state.kind}&padding=${state.word}&${parts.join("&")}&ceil=${rows.ceil ? 1 : 0}&at=${state.at}` +
      `&stack=${state.size};${layers}&result=${state.top}`;
  }

  function remember() {
    try {
      history.replaceState(null, "", address());
    } catch { // a browser may forbid it for files; the page works without
    }
  }

  // The state that an address says; what it does not say, or says wrongly, stays as it is.
  function recall(hash) {
    const said = new URLSearchParams(hash.replace(/^#/, ""));
    const pair = (text) => (/^\d+,\d+$/.test(text || "") ? text.split(",").map(Number) : null);
    if (sizes.KINDS.includes(said.get("kind"))) state.kind = said.get("kind");
    if (["numbers", ...sizes.WORDS[state.kind]].includes(said.get("padding"))) state.word = said.get("padding");
    for (const [name] of ROWS) {
      const found = pair(said.get(name));
      if (found) state.axes.forEach((axis, n) => { axis[name] = found[n]; });
    }
    if (said.has("ceil")) state.axes.forEach((axis) => { axis.ceil = said.get("ceil") === "1"; });
    state.at = pair(said.get("at")) || state.at;
    const [size, ...layers] = (said.get("stack") || "").split(";");
    if (/^\d+$/.test(size) && layers.length && layers.length <= sizes.MOST_LAYERS && layers.every((one) => /^\d+(,\d+){3}$/.test(one))) {
      state.size = Number(size);
      state.layers = layers.map((one) => parts.layer(...one.split(",").map(Number)));
    }
    if (/^\d+$/.test(said.get("result") || "")) state.top = Number(said.get("result"));
  }

  // ---------------------------------------------------------------- the page

  function layerForm() {
    const kind = made("select", { id: "play-kind" });
    for (const [value, text] of Object.entries(NAMES)) option(kind, value, text);
    kind.addEventListener("change", () => { state.kind = kind.value; state.at = [0, 0]; changed(); });
    const examples = made("select", { id: "play-example" });
    for (const name of Object.keys(EXAMPLES)) option(examples, name, name || "choose one");
    examples.addEventListener("change", () => {
      const chosen = EXAMPLES[examples.value];
      if (!chosen) return;
      Object.assign(state, { kind: chosen.kind, word: "numbers", axes: chosen.axes.map((axis) => ({ ...axis })), at: [0, 0] });
      changed();
    });
    const word = made("select", { id: "play-word" });
    word.addEventListener("change", () => { state.word = word.value; changed(); });
    const ceil = made("input", { type: "checkbox", id: "play-ceil" });
    ceil.addEventListener("change", () => { state.axes.forEach((axis) => { axis.ceil = ceil.checked; }); changed(); });
    const rows = ROWS.map(([name, label]) => made("tr", { id: `play-row-${name}` }, made("th", { scope: "row" }, label),
      ...AXES.map((axis, n) => made("td", {}, field(`${name}-${axis}`, `${label}, ${axis}`, state.axes[n][name],
        (value) => { state.axes[n][name] = value; changed(); })))));
    const head = made("tr", {}, made("td"), ...AXES.map((axis) => made("th", { scope: "col" }, axis)));
    return made("form", { id: "play-layer", "aria-label": "The layer" },
      made("p", {}, made("label", {}, "Example ", examples)),
      made("p", {}, made("label", {}, "Layer ", kind)),
      made("p", {}, made("label", {}, "Padding ", word)),
      made("table", {}, made("thead", {}, head), made("tbody", {}, ...rows)),
      made("p", {}, made("label", {}, ceil, " number of positions rounded up (ceil mode; pooling)")));
  }

  function layerResults() {
    const pictures = made("div", { id: "play-pictures", class: "pictures", tabindex: "0", role: "group",
      "aria-label": "The window; arrow keys move it, Home and End go to the first and last position" });
    pictures.addEventListener("keydown", keys);
    const controls = made("p", { class: "controls" }, button("back", "\u25c0", () => next(-1), "Previous position"),
      button("run", "Play", () => { if (!playing && !next(1)) move([0, 0]); play(!playing); }, "Play all positions"),
      button("next", "\u25b6", () => next(1), "Next position"));
    return made("div", { class: "results" }, made("p", { id: "play-wrong", role: "alert" }),
      made("p", { id: "play-output", role: "status", class: "output" }),
      made("div", { id: "play-shown" }, controls, pictures, made("p", { id: "play-undrawn" }),
        made("p", { id: "play-reads", "aria-live": "polite" })));
  }

  function layerFormulas() {
    const of = (text) => made("p", { class: "of" }, text);
    return made("div", { id: "play-formulas", class: "formulas" }, of("The size of the result:"),
      formula("formula", "The formula of the size"), of("With the numbers of the rows:"),
      formula("numbers-rows", "The formula with the numbers of the rows"), of("With the numbers of the columns:"),
      formula("numbers-columns", "The formula with the numbers of the columns"), of("The layer:"),
      formula("statement", "The formula of the layer with the numbers"));
  }

  function start() {
    stackPart.changes(remember);
    recall(location.hash);
    document.getElementById("play-of-layer").replaceChildren(layerForm(), layerResults(), layerFormulas());
    document.getElementById("play-of-stack").replaceChildren(stackPart.form());
    for (const form of document.querySelectorAll("#play-layer, #play-stack")) {
      form.addEventListener("submit", (event) => event.preventDefault());
    }
    stackPart.fields();
    changed();
    stackPart.show();
    window.addEventListener("hashchange", () => { recall(location.hash); stackPart.fields(); changed(); stackPart.show(); });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
