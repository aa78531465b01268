// The stage without a pointer.
import { continueStroke, endStroke, startStroke, undo } from "./paint.js";
import { setLock } from "./pointer.js";

const REST = 150; // ms after the last arrow key before Python hears of it
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function move(view, [down, right]) {
  const { scene } = view;
  const last = scene.offset + scene.queries - 1;
  const start = view.locked ?? { q: last - down, k: Math.min(last, scene.keys - 1) - right };
  const within = (value, low, high) => Math.min(high, Math.max(low, value));
  const cell = {
    q: within(start.q + down, scene.offset, last),
    k: within(start.k + right, 0, scene.keys - 1),
  };
  view.hover = null;
  setLock(view, cell, REST);
}

// The cell that the arrow keys chose takes the opposite, or the bias; held down, Shift takes along
// what the arrow keys cross, as a drag does.
function paintHere(view) {
  const spot = view.spotOfLock();
  if (spot) startStroke(view, spot, true);
}

function paintAlong(view, by) {
  if (!view.stroke) paintHere(view);
  move(view, by);
  if (view.stroke) continueStroke(view, view.spotOfLock());
  else paintHere(view);
}

function pressed(view, event) {
  const onCanvas = event.target.classList.contains("mv-overlay");
  const paints = view.tool === "paint" && event.target.dataset.overlay === "mask";
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "z") undo(view, event.shiftKey);
  else if (command && event.key.toLowerCase() === "y") undo(view, true);
  else if (command || event.altKey) return false;
  else if (event.key === "Escape") {
    if (view.large) view.setLarge(null);
    else if (view.locked) setLock(view, null);
    else return false;
  } else if (!onCanvas) return false;
  else if (MOVES[event.key] && paints && event.shiftKey) paintAlong(view, MOVES[event.key]);
  else if (MOVES[event.key]) move(view, MOVES[event.key]);
  else if (event.key === "Home") move(view, [0, -view.scene.keys]);
  else if (event.key === "End") move(view, [0, view.scene.keys]);
  else if (paints && [" ", "Enter"].includes(event.key)) {
    if (!event.repeat) paintHere(view);
    endStroke(view);
  } else if (event.key === "Enter")
    view.setLarge(
      view.large === event.target.dataset.overlay ? null : event.target.dataset.overlay,
    );
  else return false;
  return true;
}

export function watchKeys(view) {
  view.root.addEventListener("keydown", (event) => {
    if (!view.scene || !pressed(view, event)) return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit has shortcuts of its own
  });
  const letGo = () => view.stroke?.byKey && endStroke(view);
  view.root.addEventListener("keyup", (event) => event.key === "Shift" && letGo());
  view.root.addEventListener("focusout", letGo);
}
