// Painting with pointer or keys. To open and block, every cell a drag crosses takes the opposite of the
// first one; a bias is given to every open cell, or taken off when the first one has it already.
import { biasesOf, canStep, clearing, remember, step, withStroke } from "./book.js";
import { FLIP, applyBook } from "../shared/scene.js";

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

function cellAt({ offset }, { row, key }) {
  return (row + offset) * FLIP + key;
}

export function startStroke(view, spot, byKey = false) {
  endStroke(view); // of the other hand
  const { scene, book, brush, strength } = view;
  const biases = biasesOf(book[scene.slot]);
  const open = scene.shown[spot.row * scene.keys + spot.key];
  const given = biases.get(cellAt(scene, spot)) === strength ? 0 : strength;
  view.stroke = {
    value: brush === "bias" ? given : 1 - open,
    biases: brush === "bias" ? biases : null, // what was painted before, when it paints a bias
    cells: new Map(), // cell -> its bias before
    last: spot,
    before: book,
    byKey,
  };
  continueStroke(view, spot);
}

// A stroke as the book and the history know it.
function changeOf({ scene, stroke }) {
  const { biases, cells, value } = stroke;
  const flips = biases ? [] : [...cells.keys()];
  const changed = biases ? [...cells].map(([cell, before]) => [cell, before, value]) : [];
  return { slot: scene.slot, base: scene.base, flips, biases: changed };
}

export function continueStroke(view, spot) {
  const { scene, stroke } = view;
  for (const at of cellsBetween(stroke.last, spot)) {
    const open = scene.shown[at.row * scene.keys + at.key];
    const cell = cellAt(scene, at);
    const before = stroke.biases?.get(cell) ?? 0;
    if (stroke.biases ? open && before !== stroke.value : open !== stroke.value)
      stroke.cells.set(cell, before);
  }
  stroke.last = spot;
  view.book = withStroke(stroke.before, changeOf(view));
  show(view);
}

export function endStroke(view) {
  const { stroke } = view;
  if (!stroke) return;
  const change = changeOf(view);
  view.stroke = null;
  if (!stroke.cells.size) return;
  view.hint.done();
  remember(view.history, change);
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
  const stroke = clearing(slot, entry);
  view.book = withStroke(view.book, stroke);
  remember(view.history, stroke);
  show(view);
  send(view);
}
