// All rows so far as one picture: the square that was read at once, and a row for each step.
import { weightColour } from "../shared/colours.js";
import { sized } from "../shared/dom.js";
import { edge } from "../shared/draw.js";
import { hatching } from "../shared/hatch.js";

const WIDEST = 300; // px
const SMALL = 200; // px, where the steps stand below it
const NARROW = 560; // px of the page, under which the steps stand below it

export function isNarrow(width) {
  return width < NARROW;
}

export function sideOf(width) {
  return isNarrow(width) ? Math.min(SMALL, width) : Math.min(WIDEST, Math.floor(width * 0.3));
}

export function drawSquareSoFar(view, now) {
  const { told, theme, scales } = view;
  const side = sideOf(view.width);
  const ratio = window.devicePixelRatio || 1;
  const context = sized(view.square, side, side);
  const at = (i) => edge(0, side, told.total, i, ratio);
  const pattern = hatching(context, theme.hatch, 4, ratio);
  for (let row = 0; row <= now; row++) {
    for (let k = 0; k <= row; k++) {
      const cell = row * told.total + k;
      if (!told.kept[cell]) continue;
      const [r, g, b] = weightColour(scales, told.weights[cell]);
      context.fillStyle = told.open[cell] ? `rgb(${r} ${g} ${b})` : pattern;
      context.fillRect(at(k), at(row), at(k + 1) - at(k), at(row + 1) - at(row));
    }
  }
  context.strokeStyle = theme.line;
  context.strokeRect(0.5, 0.5, side - 1, side - 1);
  frame(context, theme, at(told.prefill), at(told.prefill), [2, 2]);
  outline(context, theme.accent, at, now < told.prefill ? 0 : now, now, []);
  if (now + 1 < told.total) outline(context, theme.quiet, at, now + 1, now + 1, [3, 2]);
}

function frame(context, theme, width, height, dash) {
  context.strokeStyle = theme.quiet;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.strokeRect(0.5, 0.5, width - 1, height - 1);
  context.setLineDash([]);
}

// A frame around rows, as wide as what they may read at most.
function outline(context, colour, at, first, last, dash) {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash(dash);
  context.strokeRect(1, at(first) + 1, at(last + 1) - 2, at(last + 1) - at(first) - 2);
  context.setLineDash([]);
  context.lineWidth = 1;
}
