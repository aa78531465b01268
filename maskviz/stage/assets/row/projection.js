// A vector times one head's rows of a matrix: the vector above its columns, what comes out beside
// its rows.
import { element } from "../shared/dom.js";
import { limitOf, paintStrips } from "../shared/vector_strip.js";
import { live, liveNames } from "../shared/live.js";
import { keyNamed, number, queryNamed } from "../shared/words.js";

const SIDES = [
  { letter: "q", input: "asking", named: (row) => `query ${queryNamed(row)}` },
  { letter: "k", input: "answering", named: (row) => `key ${keyNamed(row)}` },
  { letter: "v", input: "answering", named: (row) => `key ${keyNamed(row)}` },
];

function drawWeights(canvas, view, letter) {
  const { matrices } = view.row;
  canvas.hidden = !matrices;
  if (!matrices) return;
  const { data, shape } = matrices.arrays[letter];
  const share = (code) => code / matrices.levels - 1;
  paintStrips(canvas, [data], shape[1], share, view.scales.scores, view.theme);
}

// One line of the matrix at a time, by pointer and by the arrow keys.
function readRows(field, frame, readout, matrix, say) {
  let cursor = null;
  const show = (i, rows) => {
    cursor = i;
    frame.hidden = i === null;
    readout.textContent = say(i);
    if (i === null) return;
    frame.style.top = `${matrix.offsetTop + (matrix.offsetHeight * i) / rows}px`;
    frame.style.height = `${matrix.offsetHeight / rows}px`;
  };
  field.addEventListener("pointermove", (event) => {
    const box = matrix.getBoundingClientRect();
    const i = Math.floor(((event.clientY - box.top) / box.height) * matrix.height);
    show(i >= 0 && i < matrix.height ? i : null, matrix.height);
  });
  field.addEventListener("pointerleave", () => show(null));
  field.addEventListener("blur", () => show(null));
  field.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    const next = cursor === null ? 0 : cursor + by;
    show(Math.min(matrix.height - 1, Math.max(0, next)), matrix.height);
    event.preventDefault();
  });
  return () => show(cursor, matrix.height);
}

function drawProjection(view, { letter, input, named }) {
  const canvas = (name, at) => element("canvas", { class: name, "data-at": at });
  const [above, matrix] = [canvas("in", "x"), canvas("matrix", letter)];
  const beside = canvas("out", letter);
  const numbers = (name) => view.row.working.arrays[name].data;
  view.fills.push(() => {
    const { scales, theme } = view;
    const [vector, made] = [numbers(input), numbers(letter)];
    const [wide, high] = [limitOf(vector), limitOf(made, 1)];
    paintStrips(above, [vector], vector.length, (x) => x / wide, scales.output, theme);
    paintStrips(beside, [made], 1, (x) => x / high, scales.output, theme);
    drawWeights(matrix, view, letter);
  });
  const say = (i) => {
    const made = numbers(letter);
    if (i !== null) return `${letter}[${i}] = row ${i} of W_${letter} · x = ${number(made[i])}`;
    const scale = view.row.matrices?.limits[letter];
    const colour = scale ? `; full colour in W_${letter}: ±${number(scale)}` : "";
    return `${letter} of ${named(view.row)}: ${made.length} numbers${colour}`;
  };
  const frame = element("span", { class: "line-frame", hidden: "" });
  const readout = element("p", { class: "readout", "data-at": letter });
  const field = element("div", { class: "product", tabindex: "0", role: "img" }, above, matrix);
  field.append(beside, frame);
  const about = () =>
    `x of ${named(view.row)}, ${numbers(input).length} numbers, times W_${letter} of head ` +
    `${view.row.head} makes ${letter}; arrow keys read its numbers`;
  liveNames(view, field, { "aria-label": about });
  view.fills.push(readRows(field, frame, readout, matrix, say));
  const title = live(view, element("figcaption"), () => `W_${letter} × x of ${named(view.row)}`);
  return element("figure", { class: "projection" }, title, field, readout);
}

export function drawProjections(view) {
  const sides = SIDES.map((side) => drawProjection(view, side));
  return element("div", { class: "projections" }, ...sides);
}
