// A message as the stage reads it. Rows and columns are counted from 0; a query's position is
// row + offset.
import { blocksLate } from "./blocking.js";
import { unpack } from "./unpack.js";

export const FLIP = 2048; // a painted cell is the number position * 2048 + key

// Where a diverging scale ends: at the largest number, or, when a few outliers would leave no
// colour to the rest, at the size that 2 % exceed; `beyond` says so.
function limit(numbers) {
  const stride = Math.ceil(numbers.length / 4096);
  const sample = [];
  let most = 0;
  numbers.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    most = Math.max(most, Math.abs(value));
    if (i % stride === 0) sample.push(Math.abs(value));
  });
  const usual = Float32Array.from(sample).sort()[Math.floor(0.98 * (sample.length - 1))] || most;
  return most > 1.4 * usual ? { end: usual, beyond: true } : { end: most || 1, beyond: false };
}

// Calls `visit` with the index of every painted cell that lies in the matrix.
function eachCell(scene, cells, visit) {
  for (const cell of cells) {
    const row = Math.floor(cell / FLIP) - scene.offset;
    const key = cell % FLIP;
    if (row >= 0 && row < scene.queries && key < scene.keys) visit(row * scene.keys + key);
  }
}

function applyPage(scene, page, sign) {
  eachCell(scene, page?.flips ?? [], (i) => (scene.shown[i] ^= 1));
  for (const [value, cells] of page?.biases ?? [])
    eachCell(scene, cells, (i) => (scene.added[i] += sign * value));
}

// Sets scene.shown and scene.added, mask and bias on screen: Python's, changed by what was painted
// since; and where the scale of the bias ends.
export function applyBook(scene, book) {
  scene.shown.set(scene.allowed);
  scene.added.set(scene.bias);
  if (scene.painted) applyPage(scene, scene.book[scene.slot], -1);
  applyPage(scene, book[scene.slot], 1);
  const open = scene.added.filter((value, i) => scene.shown[i] && Number.isFinite(value));
  const most = open.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  scene.biased = most > 0;
  scene.limits.bias = { end: Math.max(1, most), beyond: false };
}

export function readScene(message) {
  const { arrays, rules: titles, causes, either, shifted, targets, ...header } = unpack(message);
  const [queries, keys] = arrays.rules.shape.slice(1);
  const cells = queries * keys;
  let joined = 0;
  const rules = titles.map((title, i) => ({
    title,
    cause: causes[i] ?? "",
    allowed: arrays.rules.data.subarray(i * cells, (i + 1) * cells),
    either: either[i].map((part) => ({
      title: part,
      allowed: arrays.either.data.subarray(joined * cells, ++joined * cells),
    })),
  }));
  const allowed = new Uint8Array(cells).fill(1);
  for (const rule of rules) rule.allowed.forEach((open, i) => (allowed[i] &= open));
  const late = blocksLate(header);
  const crossed = header.queryTokens.length > 0; // other tokens ask than answer
  const queryTokens = crossed ? header.queryTokens : header.tokens;
  const after = queryTokens.slice(header.offset + 1, header.offset + queries);
  // of a stage that is not shown nothing is sent
  const [raw, weights, output] = ["raw", "weights", "output"].map(
    (name) => arrays[name]?.data ?? new Float32Array(),
  );
  const bias = arrays.bias?.data ?? new Float32Array(cells);
  const scene = {
    ...header,
    crossed,
    queryTokens, // by position, row + offset
    queries,
    keys,
    width: arrays.output?.shape[1] ?? 0,
    rules,
    allowed,
    shown: new Uint8Array(allowed),
    bias,
    added: new Float32Array(bias),
    targets: shifted ? [...after, ...targets] : targets,
    raw,
    weights,
    output,
    thumbnails: arrays.heads,
    limits: { raw: limit(raw), output: limit(output) },
    masked(i) {
      const plain = scene.shown[i] || late ? raw[i] + scene.added[i] : -Infinity;
      if (!arrays.masked || (!late && scene.shown[i] !== allowed[i])) return plain;
      return arrays.masked.data[i] + scene.added[i] - bias[i]; // what was painted since
    },
    // What blocks a cell: "padding", "future" (of a rule that hides all of it), or "" for the rest.
    cause(row, key) {
      const blocking = rules.filter((rule) => !rule.allowed[row * keys + key]);
      if (blocking.some((rule) => rule.cause === "padding")) return "padding";
      const later = key > row + header.offset;
      return later && blocking.some((rule) => rule.cause === "future") ? "future" : "";
    },
    reasons(row, key) {
      const found = rules
        .filter((rule) => !rule.allowed[row * keys + key])
        .map((rule) => rule.title);
      return found.length ? found : ["paint"];
    },
  };
  return scene;
}

// The rows in which nothing may be read.
export function emptyRows(scene) {
  const found = [];
  for (let row = 0; row < scene.queries; row++) {
    if (!scene.shown.subarray(row * scene.keys, (row + 1) * scene.keys).includes(1))
      found.push(row);
  }
  return found;
}
