// What moves with the pointer, on a layer of its own: crosshair, lock, and the flags on the axes.
import { cellBox } from "../shared/draw.js";
import { drawFlag, labelOf } from "./labels.js";

// Row and column in outline only: a tint would change the colours that are to be compared.
function crosshair(context, plot, at, theme) {
  context.strokeStyle = theme.accent;
  context.lineWidth = theme.type > 1 ? 2 : 1;
  context.strokeRect(plot.x - 0.5, at.y - 0.5, plot.w + 1, at.h + 1);
  if (at.column) context.strokeRect(at.x - 0.5, plot.y - 0.5, at.w + 1, plot.h + 1);
}

function ring(context, at, theme, bold) {
  const grow = Math.max(0, (7 - Math.min(at.w, at.h)) / 2); // a cell of one pixel still gets a ring
  const [x, y, w, h] = [at.x - grow, at.y - grow, at.w + 2 * grow, at.h + 2 * grow];
  context.strokeStyle = theme.background;
  const more = theme.type > 1 ? 2 : 0;
  context.lineWidth = (bold ? 5 : 3) + more;
  context.strokeRect(x, y, w, h);
  context.strokeStyle = theme.accent;
  context.lineWidth = (bold ? 2.5 : 1.5) + more;
  context.strokeRect(x, y, w, h);
}

// The box of a spot { row, key, unit } in this stage; `unit` is a column of the output.
export function spotBox(name, placed, picture, spot, ratio) {
  const column = name === "output" ? spot.unit : spot.key;
  const row = picture.rows === 1 ? 0 : spot.row;
  const box = cellBox(placed.plot, picture, row, column ?? 0, ratio);
  return { ...box, column: column !== null && column !== undefined };
}

export function drawOverlay(
  context,
  name,
  placed,
  picture,
  scene,
  theme,
  { hover, locked, ratio },
) {
  context.clearRect(0, 0, placed.width, placed.height);
  const spot = hover || locked;
  if (!spot) return;
  const at = spotBox(name, placed, picture, spot, ratio);
  crosshair(context, placed.plot, at, theme);
  if (locked && name !== "output")
    ring(context, spotBox(name, placed, picture, locked, ratio), theme, true);
  if (hover && at.column) ring(context, at, theme, false);
  if (placed.thumb) return;
  if (placed.labelled && picture.rows === scene.queries) {
    drawFlag(
      context,
      labelOf(scene.queryTokens[spot.row + scene.offset]) || "·",
      placed.plot.x,
      at.y + at.h / 2,
      "row",
      theme,
      placed,
    );
  }
  if (at.column) {
    const text = name === "output" ? `${spot.unit}` : labelOf(scene.tokens[spot.key]) || "·";
    const place = placed.axis.columns === "upright" && name !== "output" ? "upright" : "column";
    drawFlag(context, text, at.x + at.w / 2, placed.plot.y, place, theme, placed);
  }
}
