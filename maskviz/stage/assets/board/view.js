// One stage on a page: what it holds, what of it changes with a message.
import { createHistory, forget } from "./book.js";
import { element } from "../shared/dom.js";
import { createFigures, showFigure } from "./figures.js";
import { createHeads } from "./heads.js";
import { createHint } from "./hint.js";
import { watchKeys } from "./keyboard.js";
import { createMade } from "./made.js";
import { createPending } from "./pending.js";
import { STAGES } from "../shared/pictures.js";
import { watchPointer } from "./pointer.js";
import { createReadout } from "./readout.js";
import {
  drawAgain,
  drawPictures,
  drawPoint,
  readColours,
  redraw,
  schedulePoint,
  spotOfLock,
} from "./redraw.js";
import { applyBook } from "../shared/scene.js";
import { ALL } from "./seen.js";
import { createStrip, fillStrip, revealRow } from "./strip.js";
import { createTable, fillTable, saySummary } from "./table.js";
import { createTools } from "./tools.js";

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
    seen: ALL,
    drawnSeen: ALL,
    stroke: null,
    lockTimer: 0,
    history: createHistory(),
    pending: { paint: createPending(), locked: createPending() },
    pictures: {},
    placed: null,
    lit: {},
    pointed: {}, // what each overlay shows
    send: report.state,
    trigger: report.trigger,
    height: () => window.innerHeight, // px in which a picture is to be seen whole
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
  view.hint = createHint(view);
  view.strip = createStrip();
  view.heads = createHeads(view);
  view.table = createTable(view);
  const text = element("div", { class: "mv-text" }, view.strip.sentence, view.strip.tokens);
  // What may come and go stands below the board: a board that jumps under the pointer paints wrong.
  const board = [view.tools.bar, view.board, view.jumps, view.readout.line, view.hint.whole, text, view.heads.whole];
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

// The words about the lock, after the frame: finding a token's place costs a layout.
function sayLater(view) {
  view.due ||= requestAnimationFrame(() =>
    setTimeout(() => {
      view.due = 0;
      view.say();
    }),
  );
}

// A scene from Python and what its hand has done; book and lock hold unless ours are still on their
// way. Returns whether anything had to be drawn.
export function showScene(view, scene, { book, locked }) {
  const before = [view.scene, view.book, view.locked, view.drawnSeen];
  if (!view.stroke && view.pending.paint.accepts(book)) {
    forget(view.history, view.book, book);
    view.book = book;
  }
  if (!view.lockTimer && view.pending.locked.accepts(locked)) view.locked = locked;
  const now = [scene, view.book, view.locked, view.seen];
  const same = now.map((value, i) => value === before[i]);
  // a message without news is how Streamlit tells of another theme
  if (same.every(Boolean) && !readColours(view)) return false;
  view.scene = scene;
  view.drawnSeen = view.seen;
  applyBook(scene, view.book);
  const { hover } = view;
  if (hover && (hover.row >= scene.queries || hover.key >= scene.keys || hover.unit >= scene.width))
    view.hover = null;
  if (!same[0]) fillStrip(view.strip, scene);
  if (!view.width) redraw(view);
  else if (same[0] && same[1] && same[3]) drawPoint(view);
  else drawAgain(view);
  sayLater(view);
  return true;
}
