// A vector as a small picture: one pixel a number, stretched by the style sheet.
import { signedColour } from "./colours.js";
import { blend } from "./theme.js";

const MOST_LINED = 12; // rows of numbers that have room for a line through those below zero
const LINE_INK = [0, 0, 0];

// The size that the full colour stands for: nearly the largest, so that one outlier does not pale
// all the rest.
export function limitOf(numbers, share = 0.99) {
  const sizes = Float32Array.from(numbers, Math.abs).filter(Number.isFinite).sort();
  return sizes.length ? sizes[Math.floor(share * (sizes.length - 1))] || 1 : 1;
}

// Signed square root, so that a norm's small numbers show beside the sums' large ones.
export function rooted(value, limit) {
  return Math.sign(value) * Math.sqrt(Math.min(1, Math.abs(value) / limit));
}

// Clear columns between two vectors of one picture.
function gap(columns) {
  return Math.max(1, Math.round((2 * columns) / 7));
}

// The columns of a picture of several vectors.
export function columnsOf(vectors, columns) {
  return vectors * (columns + gap(columns)) - gap(columns);
}

// Fills a canvas with vectors side by side, each row by row, `columns` numbers to a row; `down`
// goes column by column instead. `share` turns a number into -1 to 1. NaN is a chequered cell: no
// colour of the scale.
export function paintStrips(canvas, vectors, columns, share, scale, theme, down = false) {
  const rows = Math.ceil(vectors[0].length / columns);
  const width = columnsOf(vectors.length, columns);
  if (canvas.width !== width) canvas.width = width; // setting it would clear what is seen
  const lines = rows > MOST_LINED ? 1 : 3; // the middle one is dark where a number is below zero
  if (canvas.height !== rows * lines) canvas.height = rows * lines;
  const image = new ImageData(width, rows * lines);
  const broken = blend(theme.rgb.background, theme.rgb.text, 0.25);
  vectors.forEach((numbers, place) => {
    const left = place * (columns + gap(columns));
    for (let i = 0; i < numbers.length; i++) {
      const column = down ? Math.floor(i / rows) : i % columns;
      const row = down ? i % rows : Math.floor(i / columns);
      const chequer = (column + row) % 2 ? broken : theme.rgb.background;
      const colour = Number.isNaN(numbers[i]) ? chequer : signedColour(scale, share(numbers[i]), 1);
      const below = share(numbers[i]) < -1 / 255;
      for (let line = 0; line < lines; line++) {
        const dark = below && line === 1;
        const at = 4 * ((row * lines + line) * width + left + column);
        image.data.set([...(dark ? blend(colour, LINE_INK, 0.85) : colour), 255], at);
      }
    }
  });
  canvas.getContext("2d").putImageData(image, 0, 0);
}
