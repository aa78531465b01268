// One whole stage on a canvas: labels, matrix and colour key.
import { drawPicture } from "../shared/draw.js";
import { drawKey } from "./legend.js";
import { drawColumnLabels, drawRowLabels } from "./labels.js";

// What to draw is one object: the stage's `name`, its `picture` and where it is `placed`; the
// `scene`, its `theme`, `scales` and `notation`; and the pixels of the screen a pixel, `ratio`.
export function drawStage(context, stage) {
  const { name, placed, picture, scene, theme, ratio } = stage;
  const { plot } = placed;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, placed.width, placed.height);
  drawPicture(context, plot, picture, theme, { ratio, text: !placed.thumb });
  if (placed.thumb) return;
  if (placed.labelled && picture.rows === scene.queries)
    drawRowLabels(context, plot, scene, theme, placed.axis.rows, ratio);
  const labels = name === "output" ? "numbers" : placed.axis.columns;
  drawColumnLabels(context, plot, scene, theme, picture.columns, labels, ratio);
  const below = { x: plot.x, y: plot.y + plot.h, w: plot.w };
  drawKey(context, below, stage);
}
