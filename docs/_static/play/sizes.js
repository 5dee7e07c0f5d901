// Sizes and positions of layers: pure functions, without the page. A test compares them with mathcnn.geometry and the layers.
//
// An axis is {size, kernel, stride, dilation, before, after, extra, ceil}: the number of entries given, the number of taps,
// the zeros before and after, the output padding, and whether the number of positions is rounded up.
"use strict";

const sizes = (() => {
  const MOST = 1000000; // of each number, so that products of two are exact
  const MOST_LAYERS = 8;
  const FIELDS = { // name: what it is called, and the least value
    size: ["input size", 1], kernel: ["kernel size", 1], stride: ["stride", 1], dilation: ["dilation", 1],
    before: ["padding before", 0], after: ["padding after", 0], extra: ["output padding", 0],
  };
  const KINDS = ["conv", "transposed", "max", "avg"];
  const WORDS = { conv: ["valid", "same", "full"], max: ["valid", "same", "full"], avg: ["valid", "same", "full"],
    transposed: ["valid", "full"] };

  // The distance from the first tap to the last.
  const reach = (axis) => axis.dilation * (axis.kernel - 1);

  // The zeros before and after that a word stands for.
  function padding(word, axis) {
    if (word === "valid") return [0, 0];
    if (word === "full") return [reach(axis), reach(axis)];
    const needed = Math.max(0, (Math.ceil(axis.size / axis.stride) - 1) * axis.stride + reach(axis) + 1 - axis.size);
    return [Math.floor(needed / 2), needed - Math.floor(needed / 2)];
  }

  // The number of positions of a kernel along an axis.
  function outputSize(axis) {
    const span = axis.size + axis.before + axis.after - reach(axis) - 1;
    if (!axis.ceil) return Math.floor(span / axis.stride) + 1;
    return Math.min(Math.ceil(span / axis.stride), Math.floor((axis.size + axis.before - 1) / axis.stride)) + 1;
  }

  // The size of the result of a transposed convolution.
  const transposedOutputSize = (axis) =>
    axis.stride * (axis.size - 1) + reach(axis) + 1 - axis.before - axis.after + axis.extra;

  const resultSize = (kind, axis) => (kind === "transposed" ? transposedOutputSize(axis) : outputSize(axis));

  // What the taps of window i read (of a transposed convolution: what entry i of the input is written to).
  const taps = (axis, i) =>
    Array.from({ length: axis.kernel }, (_, u) => axis.stride * i + axis.dilation * u - axis.before);

  // Whether window i reads an entry of the input, and not padding only.
  function meets(axis, i) {
    const start = axis.stride * i - axis.before;
    const first = Math.max(0, Math.ceil(-start / axis.dilation));
    return first < axis.kernel && start + axis.dilation * first < axis.size;
  }

  // Why a number is none that this field may have; "" if it is one. `where` names the axis or the layer.
  function wrongNumber(name, value, where) {
    const [called, least] = FIELDS[name];
    if (Number.isInteger(value) && value >= least && value <= MOST) return "";
    const shown = Number.isNaN(value) ? "not a number" : value;
    return `${called}, ${where}: ${shown}; must be an integer from ${least} to ${MOST}`;
  }

  // Why a layer of this kind has no result along this axis, as {field, says}; null if it has one.
  function wrong(kind, axis, where) {
    for (const name of Object.keys(FIELDS)) {
      if (name === "extra" && kind !== "transposed") continue;
      const says = wrongNumber(name, axis[name], where);
      if (says) return { field: name, says };
    }
    if (kind === "transposed") {
      const least = Math.max(axis.stride, axis.dilation);
      if (axis.extra >= least) {
        return { field: "extra", says: `output padding, ${where}: ${axis.extra}; must be less than the stride or the ` +
          `dilation, here less than ${least}` };
      }
      const size = transposedOutputSize(axis);
      if (size < 1) {
        return { field: "before", says: `padding, ${where}: ${axis.before} + ${axis.after} leaves a result of size ` +
          `${size}; must be at least 1` };
      }
      return null;
    }
    const room = axis.size + axis.before + axis.after;
    if (reach(axis) + 1 > room) {
      return { field: "kernel", says: `kernel size, ${where}: ${axis.kernel} with dilation ${axis.dilation} spans ` +
        `${reach(axis) + 1} entries; must be at most the ${room} of the input with its padding` };
    }
    if (kind !== "conv") {
      for (let i = 0, n = outputSize(axis); i < n; i += 1) {
        if (!meets(axis, i)) {
          return { field: "before", says: `padding, ${where}: window ${i} reads padding only; every window must read ` +
            "an entry of the input" };
        }
      }
    }
    return null;
  }

  // The number of entries of the input from the first to the last that a result of a stack of layers depends on.
  // A layer is {kernel, stride, dilation}; a BigInt is returned, since products of strides may be large.
  function receptiveField(layers) {
    let field = 1n;
    let jump = 1n;
    for (const { kernel, stride, dilation } of layers) {
      field += BigInt(dilation) * BigInt(kernel - 1) * jump;
      jump *= BigInt(stride);
    }
    return field;
  }

  // Of each layer of a stack: its number of results, what each sees of the input, the distance of neighbours, and the
  // place where what result 0 sees begins. Stops before a layer that is wrong, which is returned as `wrong`.
  function stack(size, layers) {
    const rows = [];
    const says = wrongNumber("size", size, "of the stack");
    if (says) return { rows, wrong: { layer: -1, field: "size", says } };
    let [jump, start, along] = [1n, 0n, size];
    for (let n = 0; n < layers.length; n += 1) {
      const axis = { ...layers[n], size: along, extra: 0, ceil: false };
      const bad = wrong("conv", axis, `layer ${n + 1}`);
      if (bad) return { rows, wrong: { layer: n, ...bad } };
      start -= BigInt(axis.before) * jump;
      jump *= BigInt(axis.stride);
      along = outputSize(axis);
      rows.push({ size: along, field: receptiveField(layers.slice(0, n + 1)), jump, start });
    }
    return { rows, wrong: null };
  }

  // For each level of a stack, the input first: the sorted places that result i of the last layer depends on.
  function cone(layers, i) {
    const levels = [[i]];
    for (const layer of [...layers].reverse()) {
      levels.unshift([...new Set(levels[0].flatMap((at) => taps(layer, at)))].sort((a, b) => a - b));
    }
    return levels;
  }

  // ---------------------------------------------------------------- numbers in the cells

  const DIGITS = "31415926535897932384626433832795028841971693993751";
  const WEIGHTS = [1, 2, 0, -1, 3];
  const table = (rows, columns, entry) =>
    Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(i * columns + j)));
  const input = (rows, columns) => table(rows, columns, (n) => Number(DIGITS[n % DIGITS.length]));
  const weights = (rows, columns) => table(rows, columns, (n) => WEIGHTS[n % WEIGHTS.length]);

  // The terms of window (i, j): for each tap its weight's place, the place it reads, and the entry there, or null in padding.
  function terms(rows, columns, x, i, j) {
    return taps(rows, i).flatMap((h, u) => taps(columns, j).map((l, v) => {
      const inside = h >= 0 && h < rows.size && l >= 0 && l < columns.size;
      return { u, v, h, l, value: inside ? x[h][l] : null };
    }));
  }

  // The result of a layer, a table of [numerator, denominator]. The denominator is 1 but for averages, which count
  // padding, and not what lies beyond it.
  function result(kind, rows, columns, x, w) {
    const empty = table(resultSize(kind, rows), resultSize(kind, columns), () => [0, 1]);
    if (kind === "transposed") {
      x.forEach((line, i) => line.forEach((value, j) => taps(rows, i).forEach((h, u) => taps(columns, j).forEach((l, v) => {
        if (empty[h] && empty[h][l]) empty[h][l][0] += value * w[u][v];
      }))));
      return empty;
    }
    return empty.map((line, i) => line.map((_, j) => {
      const read = terms(rows, columns, x, i, j);
      const seen = read.filter(({ value }) => value !== null);
      if (kind === "conv") return [seen.reduce((sum, { u, v, value }) => sum + w[u][v] * value, 0), 1];
      if (kind === "max") return [Math.max(...seen.map(({ value }) => value)), 1];
      const counted = read.filter(({ h, l }) => h < rows.size + rows.after && l < columns.size + columns.after);
      return [seen.reduce((sum, { value }) => sum + value, 0), counted.length];
    }));
  }

  // A quotient in lowest terms.
  function fraction([above, below]) {
    const common = (a, b) => (b ? common(b, a % b) : a);
    const shared = common(Math.abs(above), below) || 1;
    return below === shared ? `${above / shared}` : `${above / shared}/${below / shared}`;
  }

  return { MOST, MOST_LAYERS, FIELDS, KINDS, WORDS, reach, padding, outputSize, transposedOutputSize, resultSize, taps, meets,
    wrong, wrongNumber, receptiveField, stack, cone, input, weights, terms, result, fraction };
})();

if (typeof module !== "undefined") module.exports = sizes;
