// Hatching: what is told by lines and not by a colour.

const patterns = new Map(); // a tile and its context cost more than all that is drawn with them
const MOST_PATTERNS = 200; // of a handful of colours on screens of a few sharpnesses

// Lines `step` apart: rising, "falling", "upright", or "crossed" both ways for NaN.
export function hatching(context, colour, step, ratio, way = "rising") {
  const key = `${colour} ${step} ${ratio} ${way}`;
  if (!patterns.has(key)) {
    if (patterns.size >= MOST_PATTERNS) patterns.clear();
    patterns.set(key, hatched(context, colour, step, ratio, way));
  }
  return patterns.get(key);
}

function hatched(context, colour, step, ratio, way) {
  const tile = document.createElement("canvas");
  const side = Math.max(2, Math.round(step * ratio));
  tile.width = tile.height = side;
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(0.9, 0.8 * ratio);
  const falls = way === "falling" || way === "crossed";
  for (const shift of way === "upright" ? [] : [-side, 0, side]) {
    if (way !== "falling") pen.moveTo(shift - 1, side + 1);
    if (way !== "falling") pen.lineTo(shift + side + 1, -1);
    if (falls) pen.moveTo(shift - 1, -1);
    if (falls) pen.lineTo(shift + side + 1, side + 1);
  }
  if (way === "upright") pen.moveTo(side / 2, -1);
  if (way === "upright") pen.lineTo(side / 2, side + 1);
  pen.stroke();
  const pattern = context.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}
