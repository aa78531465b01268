// Hands on a large mask: wheel, pinch, double click or tap, drag.
import { pannedBy, placeAt, zoomedBy } from "./frame.js";

const STILL = 6; // px that a finger may move in a tap
const TWICE = 350; // ms between the taps of a double one
const LINE = 16; // px of a wheel that counts in lines

// The cell under (x, y) of the canvas, or null beside the mask.
function cellAt(frame, x, y) {
  const [column, row] = placeAt(frame, x, y).map(Math.floor);
  const { plot } = frame;
  const inside = x >= plot.x && y >= plot.y && x < plot.x + plot.w && y < plot.y + plot.h;
  if (!inside || row >= frame.rows || column >= frame.columns) return null;
  return { row, column };
}

export function watchHands(view) {
  const { overlay } = view;
  const down = new Map(); // pointer -> where it is
  let grip = null;
  let tap = null; // where and when the last press began, while it has not moved
  let before = null; // the tap before

  const spot = (event) => {
    const box = overlay.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const middle = () => {
    const all = [...down.values()];
    return [0, 1].map((i) => all.reduce((sum, at) => sum + at[i], 0) / all.length);
  };
  const spread = () => {
    const [a, b] = [...down.values()];
    return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
  };
  const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

  // What the fingers hold: how things were when one of them came or went.
  const hold = () => (grip = { frame: view.frame, middle: middle(), spread: spread() });

  overlay.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    overlay.setPointerCapture(event.pointerId);
    down.set(event.pointerId, spot(event));
    tap = down.size === 1 ? { at: spot(event), time: event.timeStamp } : null;
    hold();
  });

  overlay.addEventListener("pointermove", (event) => {
    const at = spot(event);
    if (!down.has(event.pointerId)) return view.point(cellAt(view.frame, ...at));
    down.set(event.pointerId, at);
    if (tap && far(tap.at, at) > STILL) tap = null;
    if (tap) return;
    const now = middle();
    const factor = grip.spread ? spread() / grip.spread : 1;
    const zoomed = zoomedBy(grip.frame, factor, ...grip.middle);
    view.look(pannedBy(zoomed, now[0] - grip.middle[0], now[1] - grip.middle[1]));
  });

  overlay.addEventListener("pointerup", (event) => {
    down.delete(event.pointerId);
    if (down.size) hold();
    if (!tap) return;
    const again = before && tap.time - before.time < TWICE && far(tap.at, before.at) < 4 * STILL;
    before = again ? null : tap;
    if (again) view.look(zoomedBy(view.frame, event.shiftKey ? 1 / 2 : 2, ...tap.at));
    view.point(cellAt(view.frame, ...tap.at));
    tap = null;
  });

  const ended = (event) => {
    down.delete(event.pointerId);
    if (down.size) hold();
    tap = null;
  };
  overlay.addEventListener("pointercancel", ended);
  overlay.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && !down.size) view.point(null);
  });

  // A second finger means a pinch, even where one finger scrolls the page.
  const two = (event) => event.touches.length > 1 && event.preventDefault();
  overlay.addEventListener("touchstart", two, { passive: false });

  const turned = (event) => {
    const pixels = event.deltaY * (event.deltaMode ? LINE : 1) * (event.ctrlKey ? 8 : 1);
    const frame = zoomedBy(view.frame, 2 ** (-pixels / 250), ...spot(event));
    if (pixels > 0 && view.frame.zoom === 1) return; // the whole mask is in sight: the page scrolls
    event.preventDefault();
    view.look(frame);
    view.point(cellAt(view.frame, ...spot(event)));
  };
  overlay.addEventListener("wheel", turned, { passive: false });
}
