// A large mask on its canvas: hatched where blocked, the denser in colour the more may be read.
import { blockSize, boxOf, scales, seen } from "./frame.js";
import { hatching } from "../shared/hatch.js";

const FAINTEST = 0.3; // how much colour a single open cell gives its block
const blocks = document.createElement("canvas"); // one pixel a block

// The share of a block that may be read, as how opaque its colour is.
export function opacity(open, all) {
  return open ? FAINTEST + ((1 - FAINTEST) * open) / all : 0;
}

function fillSheet({ cells, frame, ink }, sight, across, down) {
  const [first, from] = [Math.floor(sight.left / across), Math.floor(sight.top / down)];
  const wide = Math.ceil(sight.right / across) - first;
  const tall = Math.ceil(sight.bottom / down) - from;
  const picture = new ImageData(wide, tall);
  for (let row = 0, at = 0; row < tall; row++) {
    const top = (from + row) * down;
    const bottom = Math.min(top + down, frame.rows);
    for (let column = 0; column < wide; column++, at += 4) {
      const left = (first + column) * across;
      const right = Math.min(left + across, frame.columns);
      const open = cells.open(top, left, bottom, right);
      if (!open) continue;
      picture.data.set(ink, at);
      picture.data[at + 3] = Math.round(255 * opacity(open, (bottom - top) * (right - left)));
    }
  }
  blocks.width = wide;
  blocks.height = tall;
  blocks.getContext("2d").putImageData(picture, 0, 0);
  return { left: first * across, top: from * down, wide, tall };
}

function drawBlocks(context, view) {
  const { frame } = view;
  const [across, down] = blockSize(frame);
  const [x, y] = scales(frame);
  const sheet = fillSheet(view, seen(frame), across, down);
  context.imageSmoothingEnabled = false;
  context.drawImage(
    blocks,
    frame.plot.x + (sheet.left - frame.left) * x,
    frame.plot.y + (sheet.top - frame.top) * y,
    sheet.wide * across * x,
    sheet.tall * down * y,
  );
}

// Lines between cells that are large enough to have them.
function drawLines(context, { frame, theme }, ratio) {
  const sight = seen(frame);
  const [across, down] = scales(frame);
  const { plot } = frame;
  const thin = 1 / ratio;
  const cell = (row, column) => ({ top: row, left: column, bottom: row + 1, right: column + 1 });
  context.fillStyle = theme.background;
  for (let column = sight.left; across >= 7 && column < sight.right; column++)
    context.fillRect(boxOf(frame, cell(0, column), ratio).x, plot.y, thin, plot.h);
  for (let row = sight.top; down >= 7 && row < sight.bottom; row++)
    context.fillRect(plot.x, boxOf(frame, cell(row, 0), ratio).y, plot.w, thin);
}

// Rows in which nothing may be read get a dashed frame, where there is room for one.
function drawEmpty(context, { frame, empty, theme }, ratio) {
  context.strokeStyle = theme.text;
  context.lineWidth = 1.25;
  context.setLineDash([3, 2]);
  for (const [top, bottom] of empty) {
    const box = boxOf(frame, { top, bottom, left: 0, right: frame.columns }, ratio);
    if (box.h >= 3) context.strokeRect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1);
  }
  context.setLineDash([]);
}

// 1, 2, 5, 10, 20, …: the first that is at least `least`.
function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least);
}

function drawNumbers(context, { frame, theme }) {
  const sight = seen(frame);
  const { plot } = frame;
  const [across, down] = scales(frame);
  context.fillStyle = theme.quiet;
  context.font = `11px ${theme.font}`;
  const each = (first, end, step, write) => {
    for (let n = Math.ceil(first / step) * step; n < end; n += step) write(n);
  };
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  each(sight.left, sight.right, roundStep(44 / across), (column) => {
    const x = plot.x + (column + 0.5 - frame.left) * across;
    if (x > plot.x && x < plot.x + plot.w - 8) context.fillText(`${column}`, x, plot.y - 6);
  });
  context.textBaseline = "middle";
  context.textAlign = "right";
  each(sight.top, sight.bottom, roundStep(28 / down), (row) => {
    const y = plot.y + (row + 0.5 - frame.top) * down;
    if (y > plot.y - 1 && y < plot.y + plot.h - 4) context.fillText(`${row}`, plot.x - 6, y);
  });
}

export function drawBig(context, view, ratio) {
  const { frame, theme } = view;
  const { x, y, w, h } = frame.plot;
  context.clearRect(0, 0, frame.width, frame.height);
  context.save();
  context.beginPath();
  context.rect(x, y, w, h);
  context.clip();
  context.fillStyle = theme.blocked;
  context.fillRect(x, y, w, h);
  context.fillStyle = hatching(context, theme.hatch, scales(frame)[0] >= 9 ? 5 : 4, ratio);
  context.fillRect(x, y, w, h);
  drawBlocks(context, view);
  drawLines(context, view, ratio);
  drawEmpty(context, view, ratio);
  context.restore();
  context.strokeStyle = theme.line;
  context.lineWidth = 1 / ratio;
  context.strokeRect(x, y, w, h);
  drawNumbers(context, view);
}

// What moves with the pointer, on a layer of its own: the row, the column and the block.
export function drawPointed(context, { frame, theme }, block, ratio) {
  context.clearRect(0, 0, frame.width, frame.height);
  if (!block) return;
  const { plot } = frame;
  const box = boxOf(frame, block, ratio);
  context.save();
  context.beginPath();
  context.rect(plot.x - 2, plot.y - 2, plot.w + 4, plot.h + 4);
  context.clip();
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  context.strokeRect(plot.x - 0.5, box.y - 0.5, plot.w + 1, box.h + 1);
  context.strokeRect(box.x - 0.5, plot.y - 0.5, box.w + 1, plot.h + 1);
  const grow = Math.max(0, (7 - Math.min(box.w, box.h)) / 2);
  for (const [colour, width] of [
    [theme.background, 4],
    [theme.accent, 2],
  ]) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(box.x - grow, box.y - grow, box.w + 2 * grow, box.h + 2 * grow);
  }
  context.restore();
}
