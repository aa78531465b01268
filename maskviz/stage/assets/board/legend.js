// The colour key beneath a stage: a scale with its numbers, and a swatch for what is no colour.
import { hatching } from "../shared/hatch.js";
import { BROKEN, BLOCKED, FUTURE, LEAK, NOTATIONS, PADDING, showsBias } from "../shared/pictures.js";
import { rgba } from "../shared/theme.js";
import { number } from "../shared/words.js";

export const KEY_HEIGHT = 40;
export const BIAS_KEY = 42; // more, beneath a mask with a bias
const BAR = 7;

// Kinds of swatch: a plain colour; or lines over a ground, crossed for NaN.
function swatch(context, x, y, theme, ratio, { fill, lines, way }) {
  context.fillStyle = fill;
  context.fillRect(x, y, 11, 11);
  if (lines) {
    context.fillStyle = hatching(context, lines, 4, ratio, way);
    context.fillRect(x, y, 11, 11);
  }
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, 10, 10);
}

// Swatch and word one after the other; returns where the next may start.
function entry(context, x, y, word, theme, ratio, kind) {
  swatch(context, x, y, theme, ratio, kind);
  context.fillStyle = theme.quiet;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(word, x + 15, y + 6);
  return x + 15 + context.measureText(word).width + 10;
}

function bar(context, x, y, width, scale, ticks, theme) {
  const fade = context.createLinearGradient(x, 0, x + width, 0);
  for (let i = 0; i <= 16; i++) fade.addColorStop(i / 16, rgba(scale[Math.round((255 * i) / 16)]));
  context.fillStyle = fade;
  context.fillRect(x, y, width, BAR);
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, width - 1, BAR - 1);
  context.fillStyle = theme.quiet;
  context.textBaseline = "top";
  for (const [share, text] of ticks) {
    context.textAlign = share === 0 ? "left" : share === 1 ? "right" : "center";
    context.fillText(text, x + share * width, y + BAR + 4);
  }
}

function signedTicks({ end, beyond }) {
  const text = number(end).replace(/(\.\d)\d+$/, "$1");
  return [
    [0, `${beyond ? "< " : ""}−${text}`],
    [0.5, "0"],
    [1, `${beyond ? "> " : ""}${text}`],
  ];
}

// With the line that cells below zero have.
function signedBar(context, x, y, width, scale, limit, theme) {
  bar(context, x, y, width, scale, signedTicks(limit), theme);
  context.fillStyle = "rgba(0, 0, 0, 0.85)";
  context.fillRect(x, y + BAR / 2 - 0.5, width / 2 - 2, 1);
}

function weightTicks(width) {
  const few = [
    [0, "0"],
    [Math.sqrt(0.25), ".25"],
    [1, "1"],
  ];
  return width < 90
    ? few
    : [
        [0, "0"],
        [Math.sqrt(0.05), ".05"],
        [Math.sqrt(0.25), ".25"],
        [1, "1"],
      ];
}

// The scale of what is added, on lines of its own.
function biasKey(context, { x, y, w }, scene, theme, scales) {
  context.fillStyle = theme.quiet;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillText("bias added to the score", x, y);
  bar(context, x, y + 17, Math.min(150, w), scales.bias, signedTicks(scene.limits.bias), theme);
}

// Under the stage of `drawStage`, from the corner of the box on.
export function drawKey(context, box, stage) {
  const { name, picture, scene, theme, scales, notation, ratio } = stage;
  context.font = `${11 * theme.type}px ${theme.font}`;
  const y = box.y + 10;
  const hatched = { fill: theme.blocked, lines: theme.hatch };
  if (name === "mask") {
    const { open, shut } = NOTATIONS[notation];
    const inverse = notation === "blocked";
    const ink = rgba(scales.ink);
    const words = [[open, { fill: inverse ? theme.background : ink }]];
    const has = (state) => picture.states.includes(state);
    if (inverse) words.push([shut, { fill: ink, lines: rgba(theme.rgb.text, 0.5) }]);
    if (has(FUTURE)) words.push(["future", { ...hatched, way: "falling" }]);
    if (has(PADDING)) words.push(["padding", { ...hatched, way: "upright" }]);
    if (!inverse && (has(BLOCKED) || words.length < 2)) words.push([shut, hatched]);
    let [x, line] = [box.x, y - 4];
    for (const [word, kind] of words) {
      if (x > box.x && x + 15 + context.measureText(word).width > box.x + box.w)
        [x, line] = [box.x, line + 15];
      x = entry(context, x, line, word, theme, ratio, kind);
    }
    if (scene.biasKey && showsBias(notation))
      biasKey(context, { ...box, y: y + 26 }, scene, theme, scales);
    return;
  }
  const has = (state) => picture.states.includes(state);
  const words = [];
  if (has(BLOCKED)) words.push([name === "masked" ? "−∞" : "blocked", hatched]);
  if (has(LEAK))
    words.push([
      name === "masked" ? "filled" : "leak",
      { fill: rgba(scales.weights[64]), lines: rgba(theme.rgb.text, 0.5) },
    ]);
  if (has(BROKEN))
    words.push(["NaN", { fill: theme.background, lines: theme.quiet, way: "crossed" }]);
  const beside = words.reduce((sum, [word]) => sum + 25 + context.measureText(word).width, 0);
  const width = Math.max(56, Math.min(150, box.w - beside - 4));
  if (name === "weights") bar(context, box.x, y, width, scales.weights, weightTicks(width), theme);
  else if (name === "output")
    signedBar(context, box.x, y, width, scales.output, scene.limits.output, theme);
  else signedBar(context, box.x, y, width, scales.scores, scene.limits.raw, theme);
  let x = box.x + width + 12;
  for (const [word, kind] of words) x = entry(context, x, y - 2, word, theme, ratio, kind);
}
