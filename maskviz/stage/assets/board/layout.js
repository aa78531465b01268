// Where everything stands: the size of each stage's canvas and of the matrix in it, in CSS pixels.
import { BIAS_KEY, KEY_HEIGHT } from "./legend.js";
import { LABEL, labelFont, labelOf, widest } from "./labels.js";

export const NARROW = 700; // below this width the stages are a strip, one wide
const BETWEEN = 46; // where an operation is written
const AFTER_MASK = 18; // between mask and raw scores nothing is calculated
const NUMBERS = 26; // room for positions when tokens do not fit
const TOP = 22; // room above a matrix for positions or a flag
const THUMB = 104;
const FLATTEST = 0.3; // of the side
const TITLED = 128; // room for a title over a narrow matrix, and for its colour key

const ruler = document.createElement("canvas").getContext("2d");

// The shares { w, h } of a square that so many columns and rows take: cells stay square until the
// matrix would get too thin.
function shares(columns, rows) {
  const most = Math.max(columns, rows);
  return { w: Math.max(FLATTEST, columns / most), h: Math.max(FLATTEST, rows / most) };
}

export function shapeIn(side, columns, rows) {
  const { w, h } = shares(columns, rows);
  return { w: Math.round(side * w), h: Math.round(side * h) };
}

// The same for a stage: high enough for labels on its rows where that costs no more than two thirds
// of the square, and of whole screen pixels where that costs little.
function plotSize(scene, side, ratio, titled = true) {
  const most = Math.max(scene.queries, scene.keys);
  const whole = (Math.floor((side * ratio) / most) * most) / ratio;
  const full = whole > 0.88 * side ? whole : Math.floor(side);
  const { w, h } = shapeIn(full, scene.keys, scene.queries);
  if (!titled) return { w, h };
  const labelled = Math.min(scene.queries * (LABEL + 2), Math.round(0.67 * full));
  return { w: Math.max(w, Math.min(full, TITLED)), h: Math.max(h, labelled) };
}

// How columns of this width are labelled: side by side when the tokens fit, where letters need no
// gap and padding no label; else upright; where that is too narrow a few may stay without a label.
function columnLabels(scene, theme, width) {
  ruler.font = labelFont(theme);
  const labels = scene.tokens.filter((_, key) => scene.real[key] !== 0).map(labelOf);
  const room = (label) => width - (label.length > 1 ? 3 : 0);
  const wider = labels.filter((label) => ruler.measureText(label).width > room(label)).length;
  if (!wider) return "flat";
  if (width >= LABEL * theme.type + 1) return "upright";
  return wider <= 0.1 * labels.length ? "flat" : "numbers";
}

// How the axes of a matrix of this size are labelled, and the room that takes.
function axes(scene, size, theme) {
  const room = (tokens) => Math.ceil(widest(ruler, tokens, theme)) + 8;
  const rows = size.h / scene.queries >= LABEL * theme.type + 1;
  const columns = columnLabels(scene, theme, size.w / scene.keys);
  return {
    rows,
    columns,
    left: rows ? Math.max(room(scene.queryTokens), NUMBERS) : NUMBERS,
    top: columns === "upright" ? Math.max(TOP, room(scene.tokens)) : TOP,
  };
}

function stageBox(size, axis, labelled) {
  const left = labelled ? axis.left : 1;
  const plot = { x: left, y: axis.top, w: size.w, h: size.h };
  return { plot, axis, labelled, width: left + size.w + 2, height: axis.top + size.h + KEY_HEIGHT };
}

// The greatest size for which matrix and labels fit the given width; labels depend on the size.
function fitted(scene, width, count, theme, ratio) {
  let left = NUMBERS;
  let size, axis;
  for (let round = 0; round < 3; round++) {
    size = plotSize(scene, Math.max(24, (width - left) / count), ratio);
    axis = axes(scene, size, theme);
    if (axis.left <= left) break;
    left = axis.left;
  }
  return { size, axis };
}

// Side by side, all of one size; few of them no higher than the screen.
function inRow(scene, width, { stages, theme, ratio, tallest }) {
  const gaps = stages.slice(1).map((name, i) => gapBefore(name, stages[i]));
  const between = gaps.reduce((sum, gap) => sum + gap, 0);
  const room = width - between - 12;
  const most = stages.length < 4 ? tallest * stages.length : room;
  const { size, axis } = fitted(scene, Math.min(room, most), stages.length, theme, ratio);
  return Object.fromEntries(stages.map((name, i) => [name, stageBox(size, axis, i === 0)]));
}

function gapBefore(name, before) {
  return name === "raw" && before === "mask" ? AFTER_MASK : BETWEEN;
}

function strip(scene, width, { stages, theme, ratio, tallest }) {
  const { size, axis } = fitted(scene, Math.min(width - 20, 460, tallest), 1, theme, ratio);
  return Object.fromEntries(stages.map((name) => [name, stageBox(size, axis, true)]));
}

function oneLarge(scene, width, { stages, large, theme, ratio, tallest }) {
  const beside = width < NARROW || stages.length < 2 ? 0 : THUMB + 56;
  const { w, h } = shares(scene.keys, scene.queries);
  const high = tallest - (scene.biasKey ? BIAS_KEY : 0);
  const most = Math.min((width - beside - 4) / w, high / h);
  const { size, axis } = fitted(scene, most, 1, theme, ratio);
  const side = width < NARROW ? Math.min(THUMB, (width - 36) / 4) : THUMB;
  const small = plotSize(scene, side, ratio, false);
  const thumb = {
    plot: { x: 1, y: 1, w: small.w, h: small.h },
    width: small.w + 2,
    height: small.h + 2,
    thumb: true,
  };
  return Object.fromEntries(
    stages.map((name) => [name, name === large ? stageBox(size, axis, true) : thumb]),
  );
}

// Name of a stage -> { plot, width, height, labelled, axis } or a thumb, for a page so wide. A mask
// written as one number per key is a single line of cells.
export function placeStages(scene, width, how) {
  const placed = how.large
    ? oneLarge(scene, width, how)
    : width < NARROW
      ? strip(scene, width, how)
      : inRow(scene, width, how);
  const { mask } = placed;
  if (!mask) return placed;
  if (scene.biasKey && !mask.thumb) placed.mask = { ...mask, height: mask.height + BIAS_KEY };
  if (how.notation !== "vector") return placed;
  const { plot } = placed.mask;
  return { ...placed, mask: { ...placed.mask, plot: { ...plot, h: Math.min(plot.h, 26) } } };
}
