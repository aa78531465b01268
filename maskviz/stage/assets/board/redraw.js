// How a stage is drawn again: sizes are read once, before anything is written, and only what looks
// different from before is touched.
import { hintOf, paintsBias } from "./brush.js";
import { scalesFor } from "../shared/colours.js";
import { setStyle, sized } from "../shared/dom.js";
import { labelFigures, markJump } from "./figures.js";
import { drawHeads } from "./heads.js";
import { NARROW, placeStages } from "./layout.js";
import { drawMade } from "./made.js";
import { drawOverlay } from "./overlay.js";
import { sameCells, stagePicture } from "../shared/pictures.js";
import { fillReadout } from "./readout.js";
import { hideUnseen, isShown, showsHeads } from "./seen.js";
import { drawStage } from "./stagedraw.js";
import { lightStrip } from "./strip.js";
import { readTheme } from "../shared/theme.js";
import { written } from "../shared/written.js";

function screenRatio() {
  return window.devicePixelRatio || 1;
}

export function spotOfLock({ scene, locked }) {
  const row = locked ? locked.q - scene.offset : -1;
  const inside = row >= 0 && row < scene.queries && locked.k >= 0 && locked.k < scene.keys;
  return inside ? { row, key: locked.k, unit: null } : null;
}

// Whether the theme is another one than was drawn.
export function readColours(view) {
  const theme = readTheme(view.root);
  if (JSON.stringify(theme) === JSON.stringify(view.theme)) return false;
  view.theme = theme;
  view.scales = scalesFor(theme.dark);
  return true;
}

// What a picture shows besides its cells, as a text to compare.
function settingOf(view, name) {
  const { scene, theme, notation, placed } = view;
  const { tokens, queryTokens, real, offset, limits, blocking, biasKey } = scene;
  const said = [tokens, queryTokens, real, offset, limits, blocking, biasKey];
  return JSON.stringify([placed[name], theme, notation, screenRatio(), said]);
}

export function drawPictures(view, names = view.seen.stages) {
  const { scene, theme, scales, notation, placed } = view;
  for (const name of names.filter((each) => isShown(view, each))) {
    const before = view.pictures[name];
    const picture = stagePicture(name, scene, scales, theme, notation);
    picture.setting = settingOf(view, name);
    if (!placed[name].thumb) picture.texts = written(placed[name].plot, picture, theme)?.texts;
    view.pictures[name] = picture;
    if (before?.setting === picture.setting && sameCells(before, picture)) continue;
    const { base } = view.figures[name];
    const context = sized(base, placed[name].width, placed[name].height);
    const at = { placed: placed[name], picture, ratio: screenRatio() };
    drawStage(context, { name, ...at, scene, theme, scales, notation });
  }
  view.lit = {};
}

// Everything that looks different from before, at the width and in the colours that were read.
export function drawAgain(view) {
  const { scene, width } = view;
  view.root.classList.toggle("mv-narrow", width < NARROW);
  view.root.classList.toggle("mv-one-large", Boolean(view.large));
  view.tools.refresh();
  scene.biasKey = scene.biased || paintsBias(view);
  const tallest = Math.max(280, Math.min(view.height() - 300, 900));
  const { stages } = view.seen;
  view.placed = placeStages(scene, width, { ...view, stages, ratio: screenRatio(), tallest });
  labelFigures(view);
  drawPictures(view);
  const { plot } = view.placed[view.seen.stages.at(-1)];
  setStyle(view.board, "--mv-middle", `${plot.y + plot.h / 2}px`);
  drawMade(view);
  if (showsHeads(view)) drawHeads(view, view.heads);
  hideUnseen(view);
  drawPoint(view);
  view.besides.moved();
  view.hint.refresh();
}

// The same after another width, theme, tool or large stage.
export function redraw(view) {
  const width = view.root.clientWidth;
  if (!width) return; // on a closed tab; the observer comes back
  view.width = width;
  readColours(view);
  drawAgain(view);
  markJump(view);
}

export function schedulePoint(view) {
  view.frame ??= requestAnimationFrame(() => drawPoint(view));
}

// Only what moves: five overlays, the readout, the lit tokens.
export function drawPoint(view) {
  if (view.frame) cancelAnimationFrame(view.frame);
  view.frame = null;
  const started = performance.now();
  const { scene, theme, placed, pictures, figures, hover } = view;
  const locked = spotOfLock(view);
  for (const name of view.seen.stages) {
    const { overlay } = figures[name];
    const { width, height } = placed[name];
    const shown = JSON.stringify([hover, locked, pictures[name].setting, pictures[name].rows]);
    if (view.pointed[name] === shown) continue;
    view.pointed[name] = shown;
    const context = sized(overlay, width, height);
    const spots = { hover, locked, ratio: screenRatio() };
    drawOverlay(context, name, placed[name], pictures[name], scene, theme, spots);
  }
  fillReadout(view, hover || locked, hintOf(view));
  const row = (hover || locked)?.row ?? null;
  if (view.lit.row !== row) lightStrip(view.strip, scene, row);
  view.lit = { row };
  view.pointMs = performance.now() - started;
}
