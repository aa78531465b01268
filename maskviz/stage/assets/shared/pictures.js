// What each stage shows: one pixel a cell, and a state for the cells that colour must not tell.
import { blocksLate } from "./blocking.js";
import { colourAt, signedColour, weightColour } from "./colours.js";
import { emptyRows } from "./scene.js";
import { signed, tightNumber, tightest } from "./words.js";

export const STAGES = ["mask", "raw", "masked", "weights", "output"];
export const PLAIN = 0; // its colour says it
export const BLOCKED = 1; // hatch, no colour
export const LEAK = 2; // blocked, and yet it has a number: colour under a hatch
export const BROKEN = 3; // NaN
export const FUTURE = 4; // blocked like BLOCKED, hatched by what blocks it
export const PADDING = 5;

const CAUSES = { "": BLOCKED, future: FUTURE, padding: PADDING };

export function isBlocked(state) {
  return state === BLOCKED || state === FUTURE || state === PADDING;
}

export const NOTATIONS = {
  read: { label: "may read", open: "may read", shut: "blocked", marks: ["", ""] },
  blocked: { label: "blocked", open: "may read", shut: "blocked", marks: ["", "✕"] },
  digits: { label: "1 and 0", open: "1 may read", shut: "0", marks: ["1", "0"] },
  added: { label: "0 and −∞", open: "0 may read", shut: "−∞", marks: ["0", "−∞"] },
  vector: { label: "one number per key", open: "1 token", shut: "0 padding", marks: ["1", "0"] },
};

// Whether a notation has room for what is added to the scores: it says what may be read.
export function showsBias(notation) {
  return ["read", "digits", "added"].includes(notation);
}

// rows x columns cells; `look(i)` gives [state, colour], `text(i, few)` what is written in one that
// has room, with `few` in one digit or two.
// `below(i)` says whether its number is below zero, where colour alone would.
function picture(rows, columns, look, text, empty = [], below = null) {
  const pixels = new Uint8ClampedArray(4 * rows * columns);
  const states = new Uint8Array(rows * columns);
  for (let i = 0; i < states.length; i++) {
    const [state, colour] = look(i);
    states[i] = state;
    if (isBlocked(state) || state === BROKEN) continue; // clear: the ground shows through
    pixels[4 * i] = colour[0];
    pixels[4 * i + 1] = colour[1];
    pixels[4 * i + 2] = colour[2];
    pixels[4 * i + 3] = 255;
  }
  return { rows, columns, pixels, states, text, empty, below };
}

// Below zero by more than half a shade of the scale, as far as it is a number.
function isBelow(value, { end }) {
  return (i) => value(i) < -end / 255 && value(i) !== -Infinity;
}

export function maskPicture(rows, columns, open, notation, theme, scales) {
  const [yes, no] = NOTATIONS[notation].marks;
  const inverse = notation === "blocked";
  const lit = inverse ? theme.rgb.background : scales.ink;
  const shut = inverse ? [LEAK, scales.ink] : [BLOCKED, null];
  return picture(
    rows,
    columns,
    (i) => (open[i] ? [PLAIN, lit] : shut),
    (i) => (open[i] ? yes : no),
  );
}

// The same mask with a colour and a number where something is added to the score.
function biasedPicture(made, scene, scales) {
  const { added, shown, limits } = scene;
  for (let i = 0; i < added.length; i++) {
    if (!shown[i] || !added[i]) continue;
    made.pixels.set(signedColour(scales.bias, added[i], limits.bias.end), 4 * i);
  }
  const short = (value) => signed(value, Math.abs(value) < 1 ? 2 : 1).replace(/^(.)0\./, "$1.");
  const bias = (i, few) => (few ? tightest(added[i]) : short(added[i]));
  const text = (i, few) => (shown[i] && added[i] ? bias(i, few) : made.text(i));
  return { ...made, text };
}

// What is written of values: so many decimals, or as few digits as say how large it is.
function numbers(valueOf, decimals) {
  return (i, few) => (few ? tightest(valueOf(i)) : tightNumber(valueOf(i), decimals));
}

const DRAW = {
  mask(scene, scales, theme, notation) {
    if (notation === "vector")
      return maskPicture(1, scene.keys, scene.real, notation, theme, scales);
    const made = maskPicture(scene.queries, scene.keys, scene.shown, notation, theme, scales);
    const whole = { ...made, empty: emptyRows(scene) };
    made.states.forEach((state, i) => {
      if (state !== BLOCKED) return;
      made.states[i] = CAUSES[scene.cause(Math.floor(i / scene.keys), i % scene.keys)];
    });
    return scene.biased && showsBias(notation) ? biasedPicture(whole, scene, scales) : whole;
  },
  raw(scene, scales) {
    const { raw, limits } = scene;
    const look = (i) =>
      Number.isNaN(raw[i])
        ? [BROKEN]
        : [PLAIN, signedColour(scales.scores, raw[i], limits.raw.end)];
    const below = isBelow((i) => raw[i], limits.raw);
    return picture(scene.queries, scene.keys, look, numbers((i) => raw[i], 1), [], below);
  },
  masked(scene, scales) {
    const look = (i) => {
      const value = scene.masked(i);
      if (Number.isNaN(value)) return [BROKEN];
      if (value === -Infinity) return [BLOCKED];
      return [
        scene.shown[i] || blocksLate(scene) ? PLAIN : LEAK,
        signedColour(scales.scores, value, scene.limits.raw.end),
      ];
    };
    return picture(
      scene.queries,
      scene.keys,
      look,
      numbers(scene.masked, 1),
      emptyRows(scene),
      isBelow(scene.masked, scene.limits.raw),
    );
  },
  weights(scene, scales) {
    const { weights, allowed } = scene;
    const share = numbers((i) => weights[i], 2);
    const look = (i) => {
      if (Number.isNaN(weights[i])) return [BROKEN];
      if (allowed[i]) return [PLAIN, weightColour(scales, weights[i])];
      return weights[i] > 0 ? [LEAK, weightColour(scales, weights[i])] : [BLOCKED];
    };
    return picture(
      scene.queries,
      scene.keys,
      look,
      (i, few) => (!allowed[i] && weights[i] === 0 ? "" : share(i, few)),
      emptyRows(scene),
    );
  },
  output(scene, scales) {
    const { output, limits } = scene;
    const look = (i) =>
      Number.isNaN(output[i])
        ? [BROKEN]
        : [PLAIN, signedColour(scales.output, output[i], limits.output.end)];
    return picture(
      scene.queries,
      scene.width,
      look,
      numbers((i) => output[i], 1),
      emptyRows(scene),
      isBelow((i) => output[i], limits.output),
    );
  },
};

// Whether two pictures have the same cells, and the same `texts` in them if any are written.
export function sameCells(one, other) {
  if (one.rows !== other.rows || one.columns !== other.columns) return false;
  if (`${one.empty}` !== `${other.empty}`) return false;
  const [a, b] = [one, other].map(({ pixels }) => new Uint32Array(pixels.buffer));
  for (let i = 0; i < a.length; i++)
    if (a[i] !== b[i] || one.states[i] !== other.states[i]) return false;
  return `${one.texts}` === `${other.texts}`;
}

export function stagePicture(name, scene, scales, theme, notation) {
  return DRAW[name](scene, scales, theme, notation);
}

// Python's codes for a block of a thumbnail (maskviz/stage/scene.py).
const SHARES = 253;
const NOT_A_NUMBER = 254;
const ALL_BLOCKED = 255;

export function thumbnailPicture(scene, head, scales) {
  const [, rows, columns] = scene.thumbnails.shape;
  const codes = scene.thumbnails.data.subarray(head * rows * columns, (head + 1) * rows * columns);
  const look = (i) => {
    if (codes[i] === ALL_BLOCKED) return [BLOCKED];
    return codes[i] === NOT_A_NUMBER
      ? [BROKEN]
      : [PLAIN, colourAt(scales.weights, codes[i] / SHARES)];
  };
  return picture(rows, columns, look, () => "");
}
