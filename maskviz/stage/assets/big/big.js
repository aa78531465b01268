// The entry of the viewer of large masks: Streamlit calls it for every message.
import { countCells, emptyStretches } from "./cells.js";
import { drawBig, drawPointed } from "./draw.js";
import { blockOf, boxOf, mostZoom, resized, wholeFrame } from "./frame.js";
import { watchBigKeys, zoomStep } from "./keyboard.js";
import { watchHands } from "./pointer.js";
import { blockWords, frameWords } from "./words.js";
import { scalesFor } from "../shared/colours.js";
import { button, element, sized } from "../shared/dom.js";
import { onTheme, readTheme } from "../shared/theme.js";
import { unpack } from "../shared/unpack.js";

const HINT = "Point at the picture; the wheel, a pinch, a double click or tap comes closer.";
const bigViews = new WeakMap();

function screenDots() {
  return window.devicePixelRatio || 1;
}

// Once a frame, however fast the pointer moves.
function soon(view, name, work) {
  view.due[name] ??= requestAnimationFrame(() => {
    view.due[name] = null;
    work(view);
  });
}

function pointedBlock({ frame, pointed }) {
  return pointed ? blockOf(frame, pointed.row, pointed.column) : null;
}

function drawAll(view) {
  const { frame, root } = view;
  const started = performance.now();
  view.theme = readTheme(root);
  view.ink = scalesFor(view.theme.dark).ink;
  root.style.setProperty("--ink", `rgb(${view.ink.join(" ")})`);
  drawBig(sized(view.base, frame.width, frame.height), view, screenDots());
  sized(view.overlay, frame.width, frame.height);
  view.overlay.style.touchAction = frame.zoom > 1 ? "none" : "pan-y";
  view.closer.disabled = frame.zoom >= mostZoom(frame);
  view.further.disabled = view.all.disabled = frame.zoom <= 1;
  view.where.textContent = frameWords(frame);
  drawMoving(view);
  root.dataset.drawMs = (performance.now() - started).toFixed(1);
  root.dataset.drawn = Number(root.dataset.drawn ?? 0) + 1;
}

function drawMoving(view) {
  const block = pointedBlock(view);
  drawPointed(view.overlay.getContext("2d"), view, block, screenDots());
  view.readout.textContent = block ? blockWords(view.cells, block) : HINT;
}

function keyed(kind, word) {
  return element("span", {}, element("i", { class: kind }), word);
}

function createBig(parent) {
  const view = { due: {}, pointed: null, frame: null };
  view.look = (frame) => {
    view.frame = frame;
    soon(view, "all", drawAll);
  };
  view.point = (cell) => {
    view.pointed = cell;
    soon(view, "moving", drawMoving);
  };
  view.whole = () => view.look(wholeFrame(view.cells.rows, view.cells.columns, view.width));
  view.announce = () => {
    const block = pointedBlock(view);
    view.live.textContent = [block && blockWords(view.cells, block), frameWords(view.frame)]
      .filter(Boolean)
      .join("; ");
  };
  view.base = element("canvas", { "aria-hidden": "true" });
  view.overlay = element("canvas", { class: "over", tabindex: "0", role: "application" });
  view.summary = element("p", { class: "hidden" });
  view.live = element("p", { class: "hidden", "aria-live": "polite" });
  view.readout = element("p", { class: "readout", "aria-hidden": "true" });
  view.where = element("p", { class: "where" });
  view.closer = button("+", () => zoomStep(view, 2), { "aria-label": "Closer", title: "Closer" });
  view.further = button("−", () => zoomStep(view, 1 / 2), {
    "aria-label": "Further away",
    title: "Further away",
  });
  view.all = button("Whole", () => view.whole(), {});
  const bar = element("div", { class: "bar" }, view.further, view.closer, view.all);
  const key = element(
    "p",
    { class: "key" },
    keyed("no", "blocked"),
    keyed("yes", "may be read"),
    keyed("some", "some of the block"),
    "A row is a query, a column a key.",
  );
  const canvases = element("div", { class: "canvases" }, view.base, view.overlay);
  view.root = element("div", { class: "mv-panel mv-big" }, view.summary, bar, canvases);
  // What may take another line stands below the picture, which must not jump under the pointer.
  view.root.append(view.readout, view.where, key, view.live);
  parent.querySelector(".mv-big")?.remove(); // left by an older version of this script
  parent.append(view.root);
  onTheme(view.root, () => view.cells && drawAll(view));
  watchHands(view);
  watchBigKeys(view);
  view.observer = new ResizeObserver(() => {
    const width = view.root.clientWidth;
    if (!width || width === view.width || !view.cells) return;
    view.width = width;
    view.look(resized(view.frame, width));
  });
  view.observer.observe(view.root);
  // For tests and measurements: where a cell is drawn, in CSS pixels of the canvas.
  view.root.maskviz = {
    cell: (row, column) => boxOf(view.frame, blockOf(view.frame, row, column), screenDots()),
    get frame() {
      return view.frame;
    },
  };
  bigViews.set(parent, view);
  return view;
}

function sameBytes(one, other) {
  return one?.length === other.length && one.every((byte, i) => byte === other[i]);
}

function showMask(view, message) {
  const { arrays, label, summary } = unpack(message);
  const [rows, columns] = arrays.cells.shape;
  view.cells = countCells(arrays.cells.data, rows, columns);
  view.empty = emptyStretches(view.cells);
  view.overlay.setAttribute("aria-label", `${label}. Arrow keys move, plus and minus zoom.`);
  view.summary.textContent = summary;
  const stays = view.frame?.rows === rows && view.frame?.columns === columns;
  if (!stays) {
    view.width = view.root.clientWidth || 1;
    view.frame = wholeFrame(rows, columns, view.width);
    view.pointed = null;
  }
}

export default function big({ data, parentElement }) {
  const view = bigViews.get(parentElement) || createBig(parentElement);
  if (sameBytes(view.message, data)) return;
  showMask(view, data);
  view.message = data.slice();
  drawAll(view);
}
