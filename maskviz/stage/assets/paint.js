// Painting with the pointer: every cell a drag crosses takes the opposite of the first one.
import { canStep, remember, step, withStroke } from "./book.js";
import { FLIP, applyBook } from "./scene.js";

// The cells on the straight line between two spots, both included.
function cellsBetween(from, to) {
  const steps = Math.max(Math.abs(to.row - from.row), Math.abs(to.key - from.key), 1);
  return Array.from({ length: steps + 1 }, (_, i) => ({
    row: Math.round(from.row + ((to.row - from.row) * i) / steps),
    key: Math.round(from.key + ((to.key - from.key) * i) / steps),
  }));
}

function show(view) {
  applyBook(view.scene, view.book);
  view.draw(["mask", "masked"]);
  view.point();
  view.tools.refresh();
}

function send(view) {
  view.pending.paint.sent(view.book);
  view.send("paint", view.book);
}

export function startStroke(view, spot) {
  const { scene } = view;
  view.stroke = {
    value: 1 - scene.shown[spot.row * scene.keys + spot.key],
    cells: new Set(),
    last: spot,
    before: view.book,
  };
  continueStroke(view, spot);
}

export function continueStroke(view, spot) {
  const { scene, stroke } = view;
  for (const { row, key } of cellsBetween(stroke.last, spot)) {
    if (scene.shown[row * scene.keys + key] !== stroke.value)
      stroke.cells.add((row + scene.offset) * FLIP + key);
  }
  stroke.last = spot;
  view.book = withStroke(stroke.before, {
    slot: scene.slot,
    base: scene.base,
    flips: stroke.cells,
  });
  show(view);
}

export function endStroke(view) {
  const { scene, stroke } = view;
  view.stroke = null;
  if (!stroke?.cells.size) return;
  remember(view.history, { slot: scene.slot, base: scene.base, flips: [...stroke.cells] });
  show(view);
  send(view);
}

// A drag that the browser took away (a scroll, a second finger) leaves no trace.
export function dropStroke(view) {
  if (!view.stroke) return;
  view.book = view.stroke.before;
  view.stroke = null;
  show(view);
}

export function undo(view, forward = false) {
  if (view.stroke || !canStep(view.history, view.scene.slot, forward)) return;
  view.book = step(view.history, view.book, view.scene.slot, forward);
  show(view);
  send(view);
}

export function clearPaint(view) {
  const { slot } = view.scene;
  const entry = view.book[slot];
  if (view.stroke || !entry) return;
  const stroke = { slot, base: entry.base, flips: [...entry.flips] };
  view.book = withStroke(view.book, stroke);
  remember(view.history, stroke);
  show(view);
  send(view);
}
