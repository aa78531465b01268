// The five figures of the board and the operations between them.
import { blocksLate, fillText } from "../shared/blocking.js";
import { button, element, icon, setMark, setStyle, setText } from "../shared/dom.js";
import { NARROW } from "./layout.js";
import { STAGES } from "../shared/pictures.js";
import { leapsTo } from "./seen.js";

const TITLES = {
  mask: "Mask",
  raw: "Raw scores",
  masked: "Masked scores",
  weights: "Weights",
  output: "Output",
};
const CHOOSES = "Arrow keys choose a cell, Enter shows the stage large, Escape lets go.";
const PAINTS = "Arrow keys choose a cell, Space paints it, Shift with an arrow key paints along.";
const LEAP = ["→", []]; // over stages that are not drawn
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const OPERATORS = { raw: "", masked: "+", weights: "→", output: "×" };

// What the mask does to the scores, none where it waits for the weights.
function maskWords(scene) {
  if (blocksLate(scene)) return [];
  const fills = ["add", "write", "zero"].includes(scene.blocking);
  return [fills ? `${fillText(scene)} if\u00a0blocked` : "mask"];
}

// From the raw scores to those of the softmax: cap, bias and mask in their order. All that only
// adds is a +, nothing at all an =.
function scoresOperation(scene) {
  const cap = scene.softcap === null ? [] : [`cap\u00a0${scene.softcap}`];
  const bias = scene.biased ? ["bias"] : [];
  const early = [scene.capAfterMask ? [] : cap, scene.biasAfterMask ? [] : bias];
  const late = [scene.capAfterMask ? cap : [], scene.biasAfterMask ? bias : []];
  const words = [...early, maskWords(scene), ...late].flat();
  if (words.length === 0) return ["=", ["not masked yet"]];
  const adds = cap.length === 0 && !["write", "zero"].includes(scene.blocking);
  return [adds ? "+" : "→", words];
}

// What is done between two stages: its sign, and its steps in their order.
export function operationOf(name, scene) {
  if (name === "masked") return scoresOperation(scene);
  const words = { raw: [], weights: ["softmax"], output: ["V"] }[name];
  if (name !== "weights") return [OPERATORS[name], words];
  if (scene.sink !== null) words.push("sink");
  if (blocksLate(scene)) words.push("×\u00a0mask");
  if (scene.blocking === "renormalised") words.push("÷\u00a0sum");
  return [OPERATORS[name], words];
}

export function stageTitle(name, scene) {
  if (name === "masked" && blocksLate(scene)) return "Scores";
  return name === "output" ? scene.outputTitle : TITLES[name];
}

function headNamed({ noun, head, layer }) {
  return layer === null ? `${noun} ${head}` : `${noun} ${head} of layer ${layer}`;
}

export function stageNote(name, scene, notation) {
  if (name === "mask" && notation === "vector") return `${scene.keys} · the same for every query`;
  const shape = `${scene.queries} × ${name === "output" ? scene.width : scene.keys}`;
  return name === "raw" ? `${shape} · ${scene.rawFormula}` : shape;
}

function operation(name) {
  const kind = OPERATORS[name] ? "mv-operation" : "mv-operation mv-nothing";
  return element("div", { class: kind }, element("b"), element("span"));
}

function figure(view, name) {
  const title = element("span", { class: "mv-title-text" });
  const note = element("span", { class: "mv-note" });
  const size = element("span", { class: "mv-size" }, icon("expand"));
  const open = button(
    "",
    () => view.setLarge(view.large === name ? null : name),
    { class: "mv-title" },
    title,
    size,
  );
  const base = element("canvas", { "data-stage": name, "aria-hidden": "true" });
  const overlay = element("canvas", {
    "data-overlay": name,
    class: "mv-overlay",
    tabindex: "0",
    role: "application",
  });
  const canvases = element("div", { class: "mv-canvases" }, base, overlay);
  const whole = element(
    "figure",
    { class: "mv-figure", "data-figure": name },
    element("figcaption", {}, open, note),
    canvases,
  );
  return { whole, title, note, open, size, canvases, base, overlay };
}

// The board: five figures, and for a narrow page the buttons that jump between them.
export function createFigures(view) {
  const board = element("div", { class: "mv-board" });
  const jumps = element("div", { class: "mv-jumps", role: "group", "aria-label": "Go to a stage" });
  const figures = {};
  for (const name of STAGES) {
    figures[name] = figure(view, name);
    if (name in OPERATORS) {
      figures[name].operation = operation(name);
      board.append(figures[name].operation);
    }
    board.append(figures[name].whole);
    const go = () => showFigure(board, figures[name], calm.matches ? "instant" : "smooth");
    figures[name].jump = button(name === "raw" ? "Raw" : TITLES[name].split(" ")[0], go);
    jumps.append(figures[name].jump);
  }
  board.addEventListener("scroll", () => markJump(view), { passive: true });
  return { board, jumps, figures };
}

// Brings a figure into the strip; without a strip nothing moves.
export function showFigure(board, { whole }, behavior = "instant") {
  board.scrollTo({ left: whole.offsetLeft - board.offsetLeft, behavior });
}

// Which stage of the strip is in sight; only a narrow page has one.
export function markJump({ board, figures, width }) {
  if (width >= NARROW) return;
  const middle = board.scrollLeft + board.clientWidth / 2 + board.offsetLeft;
  for (const { whole, jump } of Object.values(figures)) {
    const inside = whole.offsetLeft <= middle && middle <= whole.offsetLeft + whole.offsetWidth;
    setMark(jump, "aria-current", inside);
  }
}

// Titles, names for screen readers, and which figure is the large one.
export function labelFigures(view) {
  const { scene, figures, large, placed } = view;
  const all = view.seen.stages.length === STAGES.length ? "all five" : "the others";
  for (const name of view.seen.stages) {
    const { whole, title, note, open, size, overlay, operation, jump } = figures[name];
    if (operation) {
      const [sign, words] = leapsTo(view, name) ? LEAP : operationOf(name, scene);
      operation.classList.toggle("mv-nothing", !sign);
      setText(operation.firstChild, sign);
      setText(operation.lastChild, words.join(", "));
    }
    const [titled, noted] = [stageTitle(name, scene), stageNote(name, scene, view.notation)];
    setText(title, titled);
    if (name === "masked") setText(jump, titled.split(" ")[0]);
    setText(note, noted);
    setMark(note, "title", noted);
    const shrinks = large === name;
    setMark(open, "aria-label", `${titled}: ${shrinks ? `back to ${all}` : "show large"}`);
    setMark(open, "title", shrinks ? `Back to ${all} (Escape)` : "Show large (Enter)");
    if (whole.classList.contains("mv-large") !== shrinks)
      size.replaceChildren(icon(shrinks ? "shrink" : "expand"));
    whole.classList.toggle("mv-large", shrinks);
    whole.classList.toggle("mv-thumb", Boolean(placed[name].thumb));
    setStyle(whole, "width", `${placed[name].width}px`);
    const about =
      `${titled}, ${noted}, ${headNamed(scene)}. ` +
      (name === "mask" && view.tool === "paint" ? PAINTS : CHOOSES);
    setMark(overlay, "aria-label", about);
    setMark(overlay, "tabindex", placed[name].thumb ? -1 : 0);
  }
}
