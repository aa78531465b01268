// Token labels along the axes while they fit, positions where they do not.
import { edge } from "../shared/draw.js";
import { shortened, visible } from "../shared/words.js";

export const LABEL = 11; // px, the size of a label and the least height of a cell that carries one
const LONGEST = 10; // letters of a label
const ISOLATE = ["\u2068", "\u2069"]; // right-to-left text must not turn its neighbours around

export function labelOf(token) {
  return shortened(visible(token ?? ""), LONGEST);
}

export function isolated(text) {
  return ISOLATE[0] + text + ISOLATE[1];
}

export function labelFont(theme, size = LABEL, style = "") {
  return `${style} ${size * theme.type}px ${theme.font}`;
}

// The width of the widest label of some tokens, in px.
export function widest(context, tokens, theme) {
  context.font = labelFont(theme);
  return tokens.reduce(
    (most, token) => Math.max(most, context.measureText(labelOf(token)).width),
    0,
  );
}

// Every how many cells a position is written, so that numbers have room.
function stepFor(cell, room) {
  return [1, 2, 5, 10, 20, 25, 50, 100].find((step) => step * cell >= room) ?? 200;
}

// Padding leans; its colour is that of the other labels, or it could not be read.
function styleOf(scene, position) {
  return scene.real.length > 0 && !scene.real[position] ? "italic" : "";
}

export function drawRowLabels(context, plot, scene, theme, tokens, ratio) {
  const cell = plot.h / scene.queries;
  const step = tokens ? 1 : stepFor(cell, 16);
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillStyle = theme.quiet;
  for (let row = 0; row < scene.queries; row++) {
    const position = row + scene.offset;
    if (position % step) continue;
    const y =
      (edge(plot.y, plot.h, scene.queries, row, ratio) +
        edge(plot.y, plot.h, scene.queries, row + 1, ratio)) /
      2;
    const style = scene.crossed ? "" : styleOf(scene, position);
    context.font = labelFont(theme, tokens ? LABEL : 10, style);
    context.fillText(
      tokens ? isolated(labelOf(scene.queryTokens[position])) : `${position}`,
      plot.x - 5,
      y + 0.5,
    );
  }
}

export function drawColumnLabels(context, plot, scene, theme, columns, mode, ratio) {
  const cell = plot.w / columns;
  const step = mode === "numbers" ? stepFor(cell, 22) : 1;
  context.textBaseline = "middle";
  const numbers = mode === "numbers";
  context.fillStyle = theme.quiet;
  for (let column = 0; column < columns; column += step) {
    const x =
      (edge(plot.x, plot.w, columns, column, ratio) +
        edge(plot.x, plot.w, columns, column + 1, ratio)) /
      2;
    context.font = labelFont(theme, numbers ? 10 : LABEL, numbers ? "" : styleOf(scene, column));
    const text = numbers ? `${column}` : isolated(labelOf(scene.tokens[column]));
    const half = context.measureText(text).width / 2;
    if (mode === "flat" && 2 * half > cell) continue; // `<pad>` and `<s>` beside letters
    context.save();
    context.translate(mode === "upright" ? x : Math.min(x, plot.x + plot.w + 1 - half), plot.y - 5);
    if (mode === "upright") context.rotate(-Math.PI / 2);
    context.textAlign = mode === "upright" ? "left" : "center";
    context.fillText(text, 0, mode === "upright" ? 0 : -6);
    context.restore();
  }
}

// A small flag with the name of what the pointer is on: beside the row, above the column, or over
// the upright label of a column.
export function drawFlag(context, text, x, y, place, theme, placed) {
  context.font = labelFont(theme, LABEL, "600");
  const wide = context.measureText(text).width + 8;
  const high = 16 * theme.type;
  context.save();
  if (place === "upright") {
    context.translate(x, y - 2);
    context.rotate(-Math.PI / 2);
    context.translate(0, -high / 2);
  } else if (place === "row") context.translate(Math.max(0, x - wide - 2), y - high / 2);
  else {
    const left = Math.min(Math.max(0, x - wide / 2), placed.width - wide);
    context.translate(left, Math.max(0, y - high - 2));
  }
  context.fillStyle = theme.accent;
  context.beginPath();
  context.roundRect(0, 0, wide, high, 3);
  context.fill();
  context.fillStyle = theme.background;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(isolated(text), 4, high / 2 + 0.5);
  context.restore();
}
