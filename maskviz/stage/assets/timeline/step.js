// One step: the row of weights over the slots, and under it the cache as the row leaves it.
import { weightColour } from "../shared/colours.js";
import { sized } from "../shared/dom.js";
import { edge } from "../shared/draw.js";
import { hatching } from "../shared/hatch.js";
import { shortened } from "../shared/words.js";
import { isNarrow, sideOf } from "./square.js";

const ROW = { top: 16, height: 26 };
const CACHE = { top: 62, height: 20 };
const LABELS = 78; // px of the tokens under the cache, where they have room
const ROOM = 10; // px of a slot that has room for its token

function panelWidth(width) {
  return Math.floor(isNarrow(width) ? width : (width - sideOf(width) - 40) / 2);
}

export function drawStep(view, canvas, now, square) {
  const { told, theme } = view;
  const width = panelWidth(view.width);
  const labelled = width / told.total >= ROOM;
  const context = sized(canvas, width, CACHE.top + CACHE.height + (labelled ? LABELS : 4));
  const ratio = window.devicePixelRatio || 1;
  const at = (i) => edge(0, width, told.total, i, ratio);
  context.font = `12px ${theme.font}`;
  context.textBaseline = "alphabetic";
  context.fillStyle = theme.quiet;
  const row = square ? `weights of the last of its rows, ${now}` : `weights of row ${now}`;
  context.fillText(row, 0, ROW.top - 4);
  context.fillText("the cache afterwards", 0, CACHE.top - 4);
  for (let k = 0; k < told.total; k++) {
    const box = { x: at(k), w: Math.max(1 / ratio, at(k + 1) - at(k) - (labelled ? 1 : 0)) };
    drawWeight(view, context, box, now, k, ratio);
    drawSlot(view, context, box, now, k, square);
    if (labelled && k <= now) drawToken(view, context, box, now, k);
  }
  context.strokeStyle = theme.line;
  for (const { top, height } of [ROW, CACHE]) context.strokeRect(0.5, top + 0.5, width - 1, height);
}

function isKept(told, now, k) {
  return k <= now && told.kept[now * told.total + k];
}

function drawWeight({ told, theme, scales }, context, { x, w }, now, k, ratio) {
  if (!isKept(told, now, k)) return;
  const cell = now * told.total + k;
  const [r, g, b] = weightColour(scales, told.weights[cell]);
  const pattern = hatching(context, theme.hatch, 4, ratio);
  context.fillStyle = told.open[cell] ? `rgb(${r} ${g} ${b})` : pattern;
  context.fillRect(x, ROW.top + 1, w, ROW.height - 1);
}

// A slot is filled while its token is kept; the newest stands out, what was dropped is crossed out.
function drawSlot({ told, theme }, context, { x, w }, now, k, square) {
  const [top, height] = [CACHE.top + 1, CACHE.height - 1];
  if (isKept(told, now, k)) {
    context.fillStyle = k === now || square ? theme.accent : theme.faint;
    context.fillRect(x, top, w, height);
  } else if (k <= now) {
    context.strokeStyle = theme.faint;
    context.beginPath();
    context.moveTo(x + w / 2, top + 4);
    context.lineTo(x + w / 2, top + height - 4);
    context.stroke();
  }
}

function drawToken({ told, theme }, context, { x, w }, now, k) {
  context.save();
  context.translate(x + w / 2 + 4, CACHE.top + CACHE.height + 6);
  context.rotate(Math.PI / 2);
  context.fillStyle = isKept(told, now, k) ? theme.text : theme.quiet;
  context.font = `${k >= told.given ? "bold " : ""}11px ${theme.font}`;
  context.fillText(shortened(told.tokens[k], 10), 0, 0);
  context.restore();
}
