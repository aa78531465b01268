// One stage on a page: what it holds, and how its parts are drawn again.
import { createHistory, forget } from "./book.js";
import { hintOf, paintsBias } from "./brush.js";
import { scalesFor } from "../shared/colours.js";
import { element, sized } from "../shared/dom.js";
import { createFigures, labelFigures, markJump, showFigure } from "./figures.js";
import { createHeads, drawHeads } from "./heads.js";
import { watchKeys } from "./keyboard.js";
import { NARROW, placeStages } from "./layout.js";
import { createMade, drawMade } from "./made.js";
import { drawOverlay } from "./overlay.js";
import { createPending } from "./pending.js";
import { STAGES, stagePicture } from "../shared/pictures.js";
import { watchPointer } from "./pointer.js";
import { createReadout, fillReadout } from "./readout.js";
import { applyBook } from "../shared/scene.js";
import { drawStage } from "./stagedraw.js";
import { createStrip, fillStrip, lightStrip, revealRow } from "./strip.js";
import { createTable, fillTable, saySummary } from "./table.js";
import { readTheme } from "../shared/theme.js";
import { createTools } from "./tools.js";

function screenRatio() {
  return window.devicePixelRatio || 1;
}

export function createView(parent, report) {
  const view = {
    root: element("div", { class: "mv-stage" }),
    scene: null,
    book: {},
    locked: null,
    hover: null,
    tool: "look",
    brush: "cells",
    strength: 2, // the bias that the brush gives
    notation: "read",
    large: null,
    stroke: null,
    lockTimer: 0,
    history: createHistory(),
    pending: { paint: createPending(), locked: createPending() },
    pictures: {},
    placed: null,
    lit: {},
    send: report.state,
    trigger: report.trigger,
    spotOfLock: () => spotOfLock(view),
    draw: (names) => drawPictures(view, names),
    redraw: () => redraw(view),
    point: () => schedulePoint(view),
    say: () => {
      const spot = spotOfLock(view);
      if (spot) revealRow(view.strip, view.scene, spot.row);
      saySummary(view);
      fillTable(view);
    },
    setLarge(name) {
      const before = view.large;
      view.large = name;
      view.hover = null;
      redraw(view);
      if (!name) showFigure(view.board, view.figures[before]);
      if (name) view.figures[name].overlay.focus({ preventScroll: true });
    },
  };
  view.tools = createTools(view);
  Object.assign(view, createFigures(view));
  view.made = createMade(view);
  view.readout = createReadout();
  view.strip = createStrip();
  view.heads = createHeads(view);
  view.table = createTable(view);
  const text = element("div", { class: "mv-text" }, view.strip.sentence, view.strip.tokens);
  // What may come and go stands below the board: a board that jumps under the pointer paints wrong.
  const board = [view.tools.bar, view.board, view.jumps, view.readout.line, text, view.heads.whole];
  view.root.append(...board, view.made.whole, view.table.whole, view.table.live);
  parent.querySelector(".mv-stage")?.remove(); // left by an older version of this script
  parent.append(view.root);
  STAGES.forEach((name) => watchPointer(view, name));
  watchKeys(view);
  view.observer = new ResizeObserver(() => {
    if (view.scene && view.root.clientWidth !== view.width) redraw(view);
  });
  view.observer.observe(view.root);
  return view;
}

function spotOfLock({ scene, locked }) {
  const row = locked ? locked.q - scene.offset : -1;
  const inside = row >= 0 && row < scene.queries && locked.k >= 0 && locked.k < scene.keys;
  return inside ? { row, key: locked.k, unit: null } : null;
}

function drawPictures(view, names = STAGES) {
  const { scene, theme, scales, notation, placed } = view;
  for (const name of names) {
    view.pictures[name] = stagePicture(name, scene, scales, theme, notation);
    const { base } = view.figures[name];
    const context = sized(base, placed[name].width, placed[name].height);
    const at = { placed: placed[name], picture: view.pictures[name], ratio: screenRatio() };
    drawStage(context, { name, ...at, scene, theme, scales, notation });
  }
  view.lit = {};
}

// Everything again: a new message, another width, theme, tool or large stage.
function redraw(view) {
  const width = view.root.clientWidth;
  if (!width) return; // on a closed tab; the observer comes back
  view.width = width;
  view.theme = readTheme(view.root);
  view.scales = scalesFor(view.theme.dark);
  view.root.classList.toggle("mv-narrow", width < NARROW);
  view.root.classList.toggle("mv-one-large", Boolean(view.large));
  view.tools.refresh();
  view.scene.biasKey = view.scene.biased || paintsBias(view);
  const tallest = Math.max(280, Math.min(window.innerHeight - 300, 900));
  view.placed = placeStages(view.scene, width, { ...view, ratio: screenRatio(), tallest });
  labelFigures(view);
  drawPictures(view);
  const { plot } = view.placed.raw;
  view.board.style.setProperty("--mv-middle", `${plot.y + plot.h / 2}px`);
  for (const name of STAGES)
    sized(view.figures[name].overlay, view.placed[name].width, view.placed[name].height);
  drawMade(view);
  drawHeads(view, view.heads);
  markJump(view.board, view.figures);
  drawPoint(view);
}

function schedulePoint(view) {
  view.frame ??= requestAnimationFrame(() => drawPoint(view));
}

// Only what moves: five overlays, the readout, the lit tokens.
function drawPoint(view) {
  if (view.frame) cancelAnimationFrame(view.frame);
  view.frame = null;
  const started = performance.now();
  const { scene, theme, placed, pictures, hover } = view;
  const locked = spotOfLock(view);
  for (const name of STAGES) {
    const context = view.figures[name].overlay.getContext("2d");
    drawOverlay(context, name, placed[name], pictures[name], scene, theme, {
      hover,
      locked,
      ratio: screenRatio(),
    });
  }
  fillReadout(view.readout, scene, hover || locked, hintOf(view));
  const row = (hover || locked)?.row ?? null;
  if (view.lit.row !== row) lightStrip(view.strip, scene, row);
  view.lit = { row };
  view.pointMs = performance.now() - started;
}

// A scene from Python and what its hand has done; book and lock hold unless ours are still on their
// way. Returns whether anything had to be drawn.
export function showScene(view, scene, { book, locked }) {
  const before = [view.scene, view.book, view.locked, JSON.stringify(view.theme)];
  if (!view.stroke && view.pending.paint.accepts(book)) {
    forget(view.history, view.book, book);
    view.book = book;
  }
  if (!view.lockTimer && view.pending.locked.accepts(locked)) view.locked = locked;
  const now = [scene, view.book, view.locked, JSON.stringify(readTheme(view.root))];
  if (now.every((value, i) => value === before[i])) return false;
  view.scene = scene;
  applyBook(scene, view.book);
  const { hover } = view;
  if (hover && (hover.row >= scene.queries || hover.key >= scene.keys || hover.unit >= scene.width))
    view.hover = null;
  if (scene !== before[0]) fillStrip(view.strip, scene);
  redraw(view);
  view.say();
  return true;
}
