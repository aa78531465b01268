// What is written in the cells of a picture: as large as fits, and with fewer digits where more do
// not.

const TALLEST = 15; // px, at the usual size of type
const LEAST = 8;
const HIGH = 0.6; // of a cell
const AIR = 2; // px beside a number
const RULED = 10; // px, the size at which widths are known

const tape = document.createElement("canvas").getContext("2d");
const widths = new Map(); // font -> text -> its width

function widthOf(text, font) {
  if (!widths.has(font)) widths.set(font, new Map());
  const known = widths.get(font);
  if (!known.has(text)) {
    tape.font = `${RULED}px ${font}`;
    known.set(text, tape.measureText(text).width);
  }
  return known.get(text);
}

function fitting(box, { rows, columns, states, text }, { font, type = 1 }) {
  const most = Math.min(TALLEST * type, (box.h / rows) * HIGH);
  if (most < LEAST) return null;
  const room = box.w / columns - AIR;
  for (const few of [false, true]) {
    const texts = Array.from(states, (_, i) => text(i, few));
    const widest = Math.max(1, ...new Set(texts.map((each) => widthOf(each, font))));
    const size = Math.min(most, (RULED * room) / widest);
    if (size >= LEAST) return { size, texts };
  }
  return null;
}

// { size, texts } for every cell of a picture in a box, null where there is no room for any.
export function written(box, picture, theme) {
  const form = `${box.w} ${box.h} ${theme.font} ${theme.type}`;
  if (picture.written?.form !== form) picture.written = { form, found: fitting(box, picture, theme) };
  return picture.written.found;
}
