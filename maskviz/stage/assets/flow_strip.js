// A vector as a small picture: one pixel a number, stretched by the style sheet.
import { signedColour } from "./colours.js";
import { blend } from "./theme.js";

// The size that the full colour stands for: nearly the largest, so that one outlier does not pale
// all the rest.
export function limitOf(numbers, share = 0.99) {
  const sizes = Array.from(numbers, Math.abs).filter(Number.isFinite).sort((a, b) => a - b);
  return sizes.length ? sizes[Math.floor(share * (sizes.length - 1))] || 1 : 1;
}

// Signed square root, so that a norm's small numbers show beside the sums' large ones.
export function rooted(value, limit) {
  return Math.sign(value) * Math.sqrt(Math.min(1, Math.abs(value) / limit));
}

// Fills a canvas row by row, `columns` numbers to a row; `down` goes column by column instead.
// `share` turns a number into -1 to 1. NaN is a chequered cell: no colour of the scale.
export function paintStrip(canvas, numbers, columns, share, scale, theme, down = false) {
  const rows = Math.ceil(numbers.length / columns);
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  const broken = blend(theme.rgb.background, theme.rgb.text, 0.25);
  numbers.forEach((value, i) => {
    const at = down ? (i % rows) * columns + Math.floor(i / rows) : i;
    const chequer = (at + Math.floor(at / columns)) % 2 ? broken : theme.rgb.background;
    const colour = Number.isNaN(value) ? chequer : signedColour(scale, share(value), 1);
    image.data.set([...colour, 255], 4 * at);
  });
  context.putImageData(image, 0, 0);
}

// Calls back when the visitor changes the theme: the colour below is a theme colour, and a change
// of it is a (very short) transition.
export function onTheme(root, callback) {
  root.style.textDecorationColor = "var(--st-background-color)";
  root.style.transition = "text-decoration-color 1ms";
  root.addEventListener("transitionend", (event) => event.target === root && callback());
}
