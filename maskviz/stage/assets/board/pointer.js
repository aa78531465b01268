// From the pointer to a cell: hover in every stage, click to lock, drag to paint.
import { continueStroke, dropStroke, endStroke, startStroke } from "./paint.js";

const PAINTED = 150; // ms between two looks whether Python has answered a stroke

function clamp(value, most) {
  return Math.min(most - 1, Math.max(0, value));
}

// The spot { row, key, unit } under a pointer event, or null outside of the matrix; `reach` px
// beside it still count (a drag along the edge).
export function spotAt(view, name, event, reach = 0) {
  const { plot } = view.placed[name];
  const { scene } = view;
  const picture = view.pictures[name];
  const frame = view.figures[name].overlay.getBoundingClientRect();
  const x = event.clientX - frame.left - plot.x;
  const y = event.clientY - frame.top - plot.y;
  if (x < -reach || y < -reach || x >= plot.w + reach || y >= plot.h + reach) return null;
  const column = clamp(Math.floor((x / plot.w) * picture.columns), picture.columns);
  const row = clamp(Math.floor((y / plot.h) * picture.rows), picture.rows);
  if (name === "output") return { row, key: null, unit: column };
  // one number per key stands for every query: the last one is shown
  return { row: picture.rows === scene.queries ? row : scene.queries - 1, key: column, unit: null };
}

export function lockSpot(view, spot) {
  const { scene, locked } = view;
  const key = spot.key ?? locked?.k ?? Math.min(spot.row + scene.offset, scene.keys - 1);
  const cell = { q: spot.row + scene.offset, k: key };
  const again = locked && locked.q === cell.q && (spot.key === null || locked.k === cell.k);
  setLock(view, again ? null : cell);
}

export function setLock(view, cell, later = 0) {
  view.locked = cell;
  view.hint.done();
  view.point();
  view.say();
  clearTimeout(view.lockTimer);
  const tell = () => {
    // paint may choose another mask in the sidebar: what is sent before it is there takes it back
    if (view.pending.paint.open()) return void (view.lockTimer = setTimeout(tell, PAINTED));
    view.lockTimer = 0;
    view.pending.locked.sent(cell);
    view.send("locked", cell);
  };
  if (later) view.lockTimer = setTimeout(tell, later);
  else tell();
}

export function watchPointer(view, name) {
  const { overlay } = view.figures[name];
  const paints = (event) =>
    name === "mask" && view.tool === "paint" && !view.placed.mask.thumb && event.button === 0;
  overlay.addEventListener("pointerdown", (event) => {
    const spot = spotAt(view, name, event);
    if (!spot || !paints(event)) return;
    overlay.setPointerCapture(event.pointerId);
    startStroke(view, spot);
  });
  overlay.addEventListener("pointermove", (event) => {
    const spot = spotAt(view, name, event, view.stroke ? Infinity : 0);
    if (view.stroke && !view.stroke.byKey && spot) continueStroke(view, spot);
    view.hover = spot;
    view.point();
  });
  overlay.addEventListener("pointerup", () => endStroke(view));
  overlay.addEventListener("pointercancel", () => dropStroke(view));
  overlay.addEventListener("pointerleave", () => {
    view.hover = null;
    view.point();
  });
  overlay.addEventListener("click", (event) => {
    if (view.placed[name].thumb) return view.setLarge(name);
    const spot = spotAt(view, name, event);
    if (spot && !(name === "mask" && view.tool === "paint")) lockSpot(view, spot);
  });
}
