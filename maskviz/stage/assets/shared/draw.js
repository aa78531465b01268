// Draws one picture into a box of a canvas. Boxes are { x, y, w, h } in CSS pixels.
import { hatching } from "./hatch.js";
import { BROKEN, FUTURE, LEAK, PADDING, PLAIN, isBlocked } from "./pictures.js";
import { contrast, rgba } from "./theme.js";
import { written } from "./written.js";

export const HATCHES = [
  [FUTURE, "falling"],
  [PADDING, "upright"],
];

const [BLACK, WHITE] = [
  [0, 0, 0],
  [255, 255, 255],
];
const LEAST_LINED = 2.5; // px, the height of a cell that has room for a line

const sheet = document.createElement("canvas"); // one pixel a cell, reused for every picture

// Where cell i of `count` starts, on a whole screen pixel; i = count is the end of the last cell.
export function edge(start, length, count, i, ratio) {
  return Math.round((start + (length * i) / count) * ratio) / ratio;
}

export function cellBox(box, picture, row, column, ratio) {
  const x = edge(box.x, box.w, picture.columns, column, ratio);
  const y = edge(box.y, box.h, picture.rows, row, ratio);
  const right = edge(box.x, box.w, picture.columns, column + 1, ratio);
  const bottom = edge(box.y, box.h, picture.rows, row + 1, ratio);
  return { x, y, w: right - x, h: bottom - y };
}

// Fills the cells of one state, a horizontal run at a time.
function fillState(context, box, picture, wanted, ratio) {
  for (let row = 0; row < picture.rows; row++) {
    for (let from = 0; from < picture.columns; from++) {
      if (picture.states[row * picture.columns + from] !== wanted) continue;
      let to = from;
      while (to + 1 < picture.columns && picture.states[row * picture.columns + to + 1] === wanted)
        to++;
      const first = cellBox(box, picture, row, from, ratio);
      const last = cellBox(box, picture, row, to, ratio);
      context.fillRect(first.x, first.y, last.x + last.w - first.x, first.h);
      from = to;
    }
  }
}

function drawPixels(context, box, picture, ratio) {
  if (sheet.width !== picture.columns) sheet.width = picture.columns;
  if (sheet.height !== picture.rows) sheet.height = picture.rows;
  sheet
    .getContext("2d")
    .putImageData(new ImageData(picture.pixels, picture.columns, picture.rows), 0, 0);
  const shrunk = Math.min(box.w / picture.columns, box.h / picture.rows) * ratio < 1;
  context.imageSmoothingEnabled = shrunk; // cells that share a pixel give their mean, else sharp
  context.imageSmoothingQuality = "high";
  context.drawImage(sheet, box.x, box.y, box.w, box.h);
}

function drawGrid(context, box, picture, theme, ratio) {
  const thin = Math.max(1, Math.round(0.75 * ratio)) / ratio;
  context.fillStyle = theme.background;
  if (box.w / picture.columns >= 7) {
    for (let i = 1; i < picture.columns; i++) {
      context.fillRect(edge(box.x, box.w, picture.columns, i, ratio), box.y, thin, box.h);
    }
  }
  if (box.h / picture.rows >= 7) {
    for (let i = 1; i < picture.rows; i++) {
      context.fillRect(box.x, edge(box.y, box.h, picture.rows, i, ratio), box.w, thin);
    }
  }
}

// Rows in which nothing may be read get a dashed frame, neighbours a common one.
function outlineRows(context, box, picture, theme, ratio) {
  context.strokeStyle = theme.text;
  context.lineWidth = 1.25;
  context.setLineDash([3, 2]);
  const empty = new Set(picture.empty);
  for (const row of empty) {
    if (empty.has(row - 1)) continue;
    let last = row;
    while (empty.has(last + 1)) last++;
    const { y } = cellBox(box, picture, row, 0, ratio);
    const end = edge(box.y, box.h, picture.rows, last + 1, ratio);
    context.strokeRect(box.x + 0.5, y + 0.5, box.w - 1, Math.max(1, end - y - 1));
  }
  context.setLineDash([]);
}

const FROM_AFAR = 7; // to 1, what is read on a screen seen from afar

// Black or white, whichever is told apart better: at least 4.5 to 1 on any colour.
export function inkOn(colour) {
  return rgba(contrast(colour, BLACK) > contrast(colour, WHITE) ? BLACK : WHITE);
}

// A minus in what is below zero: both arms of a scale are equally dark, and without colour only
// it tells them apart. Where numbers are written, these have their sign.
function drawBelow(context, box, picture, ratio) {
  const { rows, columns, below } = picture;
  if (!below || box.h / rows < LEAST_LINED) return;
  const thick = Math.max(1, Math.round((box.h / rows) * 0.12 * ratio)) / ratio;
  context.fillStyle = rgba(BLACK, 0.6);
  for (let row = 0; row < rows; row++) {
    const { y, h } = cellBox(box, picture, row, 0, ratio);
    const middle = y + Math.round(((h - thick) / 2) * ratio) / ratio;
    for (let column = 0; column < columns; column++) {
      if (!below(row * columns + column)) continue;
      const { x, w } = cellBox(box, picture, row, column, ratio);
      context.fillRect(x + w / 4, middle, w / 2, thick);
    }
  }
}

function drawText(context, box, picture, theme, ratio) {
  const found = written(box, picture, theme);
  if (!found) return;
  const { size, texts } = found;
  context.font = `${size}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let i = 0; i < picture.states.length; i++) {
    const text = texts[i];
    if (!text) continue;
    const at = cellBox(box, picture, Math.floor(i / picture.columns), i % picture.columns, ratio);
    const plain = isBlocked(picture.states[i]) || picture.states[i] === BROKEN;
    const colour = [...picture.pixels.subarray(4 * i, 4 * i + 3)];
    const most = Math.max(contrast(colour, BLACK), contrast(colour, WHITE));
    const afar = theme.type > 1 && !plain && most < FROM_AFAR; // then its colour is around it
    context.fillStyle = plain ? theme.quiet : afar ? theme.text : inkOn(colour);
    const ground = plain ? theme.blocked : afar ? theme.background : rgba(colour);
    if (afar || picture.states[i] !== PLAIN) clearBehind(context, text, at, size, ground);
    context.fillText(text, at.x + at.w / 2, at.y + at.h / 2 + size * 0.06);
  }
}

// Text on a hatch stands on a small patch of the ground, or it could not be read.
function clearBehind(context, text, at, size, ground) {
  const colour = context.fillStyle;
  const wide = context.measureText(text).width + 4;
  context.fillStyle = ground;
  context.fillRect(at.x + (at.w - wide) / 2, at.y + (at.h - size) / 2 - 1, wide, size + 2);
  context.fillStyle = colour;
}

export function drawPicture(context, box, picture, theme, { ratio = 1, text = true } = {}) {
  const cell = Math.min(box.w / picture.columns, box.h / picture.rows);
  const step = cell >= 9 ? 5 : 4;
  context.fillStyle = theme.blocked;
  context.fillRect(box.x, box.y, box.w, box.h);
  context.fillStyle = hatching(context, theme.hatch, step, ratio);
  context.fillRect(box.x, box.y, box.w, box.h);
  for (const [state, way] of HATCHES) {
    if (!picture.states.includes(state)) continue;
    context.fillStyle = theme.blocked; // away with the lines that are there
    fillState(context, box, picture, state, ratio);
    context.fillStyle = hatching(context, theme.hatch, step, ratio, way);
    fillState(context, box, picture, state, ratio);
  }
  drawPixels(context, box, picture, ratio);
  context.fillStyle = hatching(context, rgba(theme.rgb.text, 0.5), step, ratio);
  fillState(context, box, picture, LEAK, ratio);
  context.fillStyle = theme.background;
  fillState(context, box, picture, BROKEN, ratio);
  context.fillStyle = hatching(context, theme.quiet, step + 1, ratio, "crossed");
  fillState(context, box, picture, BROKEN, ratio);
  if (!text || !written(box, picture, theme)) drawBelow(context, box, picture, ratio);
  drawGrid(context, box, picture, theme, ratio);
  if (text) drawText(context, box, picture, theme, ratio);
  context.strokeStyle = theme.line;
  context.lineWidth = 1 / ratio;
  context.strokeRect(box.x, box.y, box.w, box.h);
  outlineRows(context, box, picture, theme, ratio);
}
