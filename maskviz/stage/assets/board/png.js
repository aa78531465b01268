// The picture to take away: all five stages with their titles, twice as sharp, on this ground.
import { operationOf, stageNote, stageTitle } from "./figures.js";
import { placeStages } from "./layout.js";
import { leapsTo } from "./seen.js";
import { drawStage } from "./stagedraw.js";

const WIDTH = 1400;
const EDGE = 24;
const HEAD = 44;
const SHARP = 2;
const APART = 60; // most between two pictures

export function pictureCanvas(view) {
  const { scene, theme, scales, pictures, notation } = view;
  const { stages } = view.seen;
  const how = { stages, notation, theme, ratio: SHARP, tallest: WIDTH / 2 };
  const placed = placeStages(scene, WIDTH - 2 * EDGE, how);
  const total = stages.reduce((sum, name) => sum + placed[name].width, 0);
  const between = Math.min((WIDTH - 2 * EDGE - total) / Math.max(1, stages.length - 1), APART);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SHARP;
  canvas.height = (placed[stages[0]].height + HEAD + 2 * EDGE) * SHARP;
  const context = canvas.getContext("2d");
  context.fillStyle = theme.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  let x = EDGE;
  for (const name of stages) {
    const { plot, width } = placed[name];
    context.setTransform(SHARP, 0, 0, SHARP, SHARP * x, SHARP * (EDGE + HEAD));
    const at = { placed: placed[name], picture: pictures[name], ratio: SHARP };
    drawStage(context, { name, ...at, scene, theme, scales, notation });
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    context.fillStyle = theme.text;
    context.font = `600 15px ${theme.font}`;
    context.fillText(stageTitle(name, scene), plot.x, -26, plot.w);
    context.fillStyle = theme.quiet;
    context.font = `12px ${theme.font}`;
    context.fillText(stageNote(name, scene, notation), plot.x, -9, plot.w);
    context.textAlign = "center";
    context.font = `11px ${theme.font}`;
    if (name !== stages[0]) {
      const [sign, words] = leapsTo(view, name) ? ["→", []] : operationOf(name, scene);
      const lines = [sign, ...words];
      const first = plot.y + plot.h / 2 - 6.5 * (lines.length - 1);
      lines.forEach((line, i) =>
        context.fillText(line, plot.x - between / 2 - 1, first + 13 * i),
      );
    }
    x += width + between;
  }
  return canvas;
}

export function savePicture(view) {
  pictureCanvas(view).toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    const { layer, noun, head } = view.scene;
    link.download = `attention-${layer === null ? "" : `layer${layer}-`}${noun}${head}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }, "image/png");
}
