// One station of the line: its title, its vector as a strip, its length, its shape.
import { element } from "../shared/dom.js";
import { columnsOf, paintStrips, rooted } from "../shared/vector_strip.js";
import { live } from "../shared/live.js";
import { short, shortened, visible } from "../shared/words.js";

const FOLDED = 7; // px, the width of a vector of a folded layer

// The numbers of one station, as they were sent.
export function vectorOf(flow, i) {
  const { data, shape } = flow.arrays.vectors;
  return data.subarray(i * shape[1], (i + 1) * shape[1]);
}

// The vectors of some stations on one canvas, side by side.
export function strips(view, members, columns, down) {
  const canvas = element("canvas", { class: "strip", "aria-hidden": "true" });
  if (down) canvas.style.width = `${(FOLDED * columnsOf(members.length, columns)) / columns}px`;
  view.fills.push(() => {
    const { flow, limit, scales, theme } = view;
    const vectors = members.map((i) => vectorOf(flow, i));
    const share = (value) => rooted(value, limit);
    paintStrips(canvas, vectors, columns, share, scales.output, theme, down);
  });
  return canvas;
}

function lengths(view, i) {
  const { before } = view.flow.stations[i];
  const title = before === null ? "" : view.flow.stations[before].title;
  const from = title && `How far it moved from “${title}”.`;
  const numbers = () => view.flow.arrays;
  const length = element("span", { title: "The length of the vector." });
  const way = element("span", { class: "quiet", title: from });
  return [
    live(view, length, () => `‖x‖ ${short(numbers().norms.data[i])}`),
    live(view, way, () => from && `‖Δ‖ ${short(numbers().moved.data[i])}`),
  ];
}

function best(view) {
  const logit = () => view.flow.arrays.logits.data[0];
  const known = (said) => (Number.isNaN(logit()) ? "" : said());
  const word = () => known(() => shortened(visible(view.flow.top[0]), 9)) || "NaN";
  return [
    live(view, element("span", { class: "best" }), word),
    live(view, element("span"), () => known(() => short(logit()))),
    live(view, element("span", { class: "quiet" }), () => known(() => "best logit")),
  ];
}

export function stationButton(view, i, opened) {
  const { flow } = view;
  const { slug, title, layer } = flow.stations[i];
  const last = slug === "logits";
  const looked = slug === flow.looking && layer === flow.layer ? " looked" : "";
  const inside = last
    ? best(view)
    : [strips(view, [i], flow.width / flow.heads, false), ...lengths(view, i)];
  const shape = () => `${view.flow.tokens} × ${last ? view.flow.vocab : view.flow.width}`;
  const made = element(
    "button",
    {
      type: "button",
      class: `stop ${slug}${looked}`,
      "data-id": slug,
      "aria-expanded": String(i === opened),
    },
    element("span", { class: "title" }, title),
    ...inside,
    live(view, element("span", { class: "shape" }), shape),
  );
  if (looked) made.title = "The stage shows this attention.";
  made.addEventListener("click", () => view.open(slug));
  return made;
}
