// A vector as a small picture: one pixel a number, stretched by the style sheet.
import { signedColour } from "./colours.js";
import { blend } from "./theme.js";

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
  if (canvas.height !== rows) canvas.height = rows;
  const image = new ImageData(width, rows);
  const broken = blend(theme.rgb.background, theme.rgb.text, 0.25);
  vectors.forEach((numbers, place) => {
    const left = place * (columns + gap(columns));
    for (let i = 0; i < numbers.length; i++) {
      const column = down ? Math.floor(i / rows) : i % columns;
      const row = down ? i % rows : Math.floor(i / columns);
      const chequer = (column + row) % 2 ? broken : theme.rgb.background;
      const colour = Number.isNaN(numbers[i]) ? chequer : signedColour(scale, share(numbers[i]), 1);
      const at = 4 * (row * width + left + column);
      image.data[at] = colour[0];
      image.data[at + 1] = colour[1];
      image.data[at + 2] = colour[2];
      image.data[at + 3] = 255;
    }
  });
  canvas.getContext("2d").putImageData(image, 0, 0);
}

// Calls back when the visitor changes the theme: the colour below is a theme colour, and a change
// of it is a (very short) transition.
export function onTheme(root, callback) {
  root.style.textDecorationColor = "var(--st-background-color)";
  root.style.transition = "text-decoration-color 1ms";
  root.addEventListener("transitionend", (event) => event.target === root && callback());
}
