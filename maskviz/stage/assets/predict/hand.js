// Painting by mouse, finger and keyboard.
import { cellSaid } from "./cells.js";
import { remembered } from "./tools.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function fixed(view) {
  return view.told?.mode !== "grid" || Boolean(view.told.verdict || view.told.given);
}

// Where a finger is, by the first and the last cell: it may have left the grid.
function spotAt(view, event) {
  const [first, last] = [view.cells[0], view.cells.at(-1)].map((c) => c.getBoundingClientRect());
  const { queries, keys } = view.told;
  const share = (at, from, to, count) => Math.floor(((at - from) / (to - from)) * count);
  return {
    row: share(event.clientY, first.top, last.bottom, queries.length),
    key: share(event.clientX, first.left, last.right, keys.length),
  };
}

function inside(view, { row, key }) {
  const { queries, keys } = view.told;
  return row >= 0 && key >= 0 && row < queries.length && key < keys.length;
}

// The cells on the straight line between two, both included: a fast hand jumps.
function line(from, to) {
  const steps = Math.max(Math.abs(to.row - from.row), Math.abs(to.key - from.key), 1);
  return Array.from({ length: steps + 1 }, (_, i) => ({
    row: Math.round(from.row + ((to.row - from.row) * i) / steps),
    key: Math.round(from.key + ((to.key - from.key) * i) / steps),
  }));
}

// Gives a cell a value; where one cell is asked for, the others lose theirs.
function put(view, { row, key }, value) {
  if (!view.told.many && value) view.answer.fill(0);
  view.answer[row * view.told.keys.length + key] = value;
  view.at = { row, key };
}

function saidAt(view) {
  return cellSaid(view, view.at.row, view.at.key);
}

function begin(view, event) {
  if (event.button || !event.isPrimary) return;
  const spot = spotAt(view, event);
  if (!inside(view, spot) || !event.target.classList.contains("cell")) return;
  event.preventDefault();
  view.cells[spot.row * view.told.keys.length + spot.key].focus({ preventScroll: true });
  view.grid.setPointerCapture(event.pointerId);
  remembered(view);
  const value = 1 - view.answer[spot.row * view.told.keys.length + spot.key];
  view.stroke = { value, last: spot, before: view.answer.slice() };
  put(view, spot, value);
  view.changed();
}

function go(view, event) {
  if (!view.stroke || !view.told.many) return;
  const spot = spotAt(view, event);
  for (const at of line(view.stroke.last, spot)) if (inside(view, at)) put(view, at, view.stroke.value);
  view.stroke.last = spot;
  view.changed();
}

function end(view, kept) {
  const { stroke } = view;
  if (!stroke) return;
  view.stroke = null;
  if (!kept) {
    view.answer = view.history.pop();
    return view.changed();
  }
  const count = view.answer.filter((value, i) => value !== stroke.before[i]).length;
  view.changed(count === 1 ? saidAt(view) : `${count} cells: ${view.told.words.answer[stroke.value]}`);
}

function walk(view, [down, right], painting) {
  const to = { row: view.at.row + down, key: view.at.key + right };
  if (!inside(view, to)) return;
  const value = view.answer[view.at.row * view.told.keys.length + view.at.key];
  if (painting && view.told.many && !fixed(view)) {
    remembered(view);
    put(view, to, value);
  }
  view.at = to;
  view.changed();
  view.cells[to.row * view.told.keys.length + to.key].focus();
}

function turn(view) {
  if (fixed(view)) return;
  remembered(view);
  put(view, view.at, 1 - view.answer[view.at.row * view.told.keys.length + view.at.key]);
  view.changed(saidAt(view));
}

function pressed(view, event) {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "z") return false;
    view.tools.undo.click();
  } else if (STEPS[event.key]) walk(view, STEPS[event.key], event.shiftKey);
  else if (event.key === "Home") walk(view, [0, -view.at.key], false);
  else if (event.key === "End") walk(view, [0, view.told.keys.length - 1 - view.at.key], false);
  else if (event.key === " " || event.key === "Enter") turn(view);
  else return false;
  return true;
}

export function watchHand(view) {
  const { work } = view;
  work.addEventListener("pointerdown", (event) => !fixed(view) && begin(view, event));
  work.addEventListener("pointermove", (event) => go(view, event));
  work.addEventListener("pointerup", () => end(view, true));
  work.addEventListener("pointercancel", () => end(view, false));
  work.addEventListener("focusin", ({ target }) => {
    if (!target.classList.contains("cell")) return;
    const at = { row: Number(target.dataset.row), key: Number(target.dataset.key) };
    if (at.row !== view.at.row || at.key !== view.at.key) {
      view.at = at;
      view.changed();
    }
  });
  work.addEventListener("keydown", (event) => {
    if (!event.target.classList.contains("cell") || !pressed(view, event)) return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit has shortcuts of its own
  });
}
