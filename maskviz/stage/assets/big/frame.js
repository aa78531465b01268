// Which part of a large mask is in sight, and where on the canvas: lengths in CSS pixels, the rest
// in cells. `left` and `top` are the first cell in sight and need not be whole.

const CELL = 40; // px, the size of a cell beyond which nothing is gained
const MARGIN = { left: 38, top: 20, right: 1, bottom: 1 };
const WIDEST = 720; // px

// The whole mask, in a canvas at most `width` wide.
export function wholeFrame(rows, columns, width) {
  const w = Math.max(1, Math.min(width, WIDEST) - MARGIN.left - MARGIN.right);
  const tall = (w * rows) / columns;
  const h = Math.max(w / 4, Math.min(tall, w)); // a flat mask is stretched, a tall one squeezed
  return {
    rows,
    columns,
    plot: { x: MARGIN.left, y: MARGIN.top, w, h },
    width: w + MARGIN.left + MARGIN.right,
    height: h + MARGIN.top + MARGIN.bottom,
    zoom: 1,
    left: 0,
    top: 0,
  };
}

// Pixels a cell: [across, down]. A side whose cells are large already does not grow with the zoom.
export function scales({ plot, rows, columns, zoom }) {
  return [plot.w / columns, plot.h / rows].map((px) => Math.min(px * zoom, Math.max(px, CELL)));
}

export function mostZoom({ plot, rows, columns }) {
  return Math.max(1, CELL / Math.min(plot.w / columns, plot.h / rows));
}

function inSight(frame, left, top) {
  const [across, down] = scales(frame);
  const most = [frame.columns - frame.plot.w / across, frame.rows - frame.plot.h / down];
  const [x, y] = [left, top].map((value, i) => Math.max(0, Math.min(value, most[i])));
  return { ...frame, left: x, top: y };
}

export function pannedBy(frame, x, y) {
  const [across, down] = scales(frame);
  return inSight(frame, frame.left - x / across, frame.top - y / down);
}

// `factor` times as large; the cell under (x, y), pixels of the canvas, stays where it is.
export function zoomedBy(frame, factor, x, y) {
  const zoom = Math.max(1, Math.min(frame.zoom * factor, mostZoom(frame)));
  const [column, row] = placeAt(frame, x, y);
  const next = { ...frame, zoom };
  const [across, down] = scales(next);
  return inSight(next, column - (x - frame.plot.x) / across, row - (y - frame.plot.y) / down);
}

// The same part of the mask on a canvas of another width.
export function resized(frame, width) {
  const next = wholeFrame(frame.rows, frame.columns, width);
  next.zoom = Math.min(frame.zoom, mostZoom(next));
  return inSight(next, frame.left, frame.top);
}

// Where (x, y) is in the mask: [column, row], not rounded.
export function placeAt(frame, x, y) {
  const [across, down] = scales(frame);
  return [frame.left + (x - frame.plot.x) / across, frame.top + (y - frame.plot.y) / down];
}

// How many cells are drawn as one: [across, down], powers of two, at least a pixel large.
export function blockSize(frame) {
  return scales(frame).map((px) => 2 ** Math.max(0, Math.ceil(Math.log2(1 / px))));
}

// The block that holds a cell: its rows and columns, ends not included.
export function blockOf(frame, row, column) {
  const [across, down] = blockSize(frame);
  const [top, left] = [row - (row % down), column - (column % across)];
  return {
    top,
    left,
    bottom: Math.min(top + down, frame.rows),
    right: Math.min(left + across, frame.columns),
  };
}

// Where a block is drawn, on whole pixels of the screen.
export function boxOf(frame, block, ratio) {
  const [across, down] = scales(frame);
  const round = (px) => Math.round(px * ratio) / ratio;
  const x = round(frame.plot.x + (block.left - frame.left) * across);
  const y = round(frame.plot.y + (block.top - frame.top) * down);
  const right = round(frame.plot.x + (block.right - frame.left) * across);
  const bottom = round(frame.plot.y + (block.bottom - frame.top) * down);
  return { x, y, w: right - x, h: bottom - y };
}

// The cells in sight, those cut by the edge included; ends not included.
export function seen(frame) {
  const [across, down] = scales(frame);
  const end = (first, length, most) => Math.min(most, Math.ceil(first + length - 1e-9));
  return {
    top: Math.floor(frame.top),
    left: Math.floor(frame.left),
    bottom: end(frame.top, frame.plot.h / down, frame.rows),
    right: end(frame.left, frame.plot.w / across, frame.columns),
  };
}

// Moved as little as needed for a block to be in sight.
export function showing(frame, block) {
  const [across, down] = scales(frame);
  const shown = [frame.plot.w / across, frame.plot.h / down];
  const into = (first, length, from, end) => Math.min(from, Math.max(first, end - length));
  return inSight(
    frame,
    into(frame.left, shown[0], block.left, block.right),
    into(frame.top, shown[1], block.top, block.bottom),
  );
}
