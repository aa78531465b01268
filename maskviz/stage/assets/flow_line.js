// The line itself: stations outside the layers, the chosen layer unfolded, the others folded.
import { element } from "./dom.js";
import { paintStrip, rooted } from "./flow_strip.js";
import { number, shortened, visible } from "./words.js";

// A length for a narrow place: three digits.
export function short(value) {
  if (!Number.isFinite(value)) return number(value);
  return value >= 1e5 ? number(value) : value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

// The numbers of one station, as they were sent.
export function vectorOf(flow, i) {
  const { data, shape } = flow.arrays.vectors;
  return data.subarray(i * shape[1], (i + 1) * shape[1]);
}

function strip({ flow, limit, scales, theme }, i, columns, down) {
  const canvas = element("canvas", { class: "strip", "aria-hidden": "true" });
  const share = (value) => rooted(value, limit);
  paintStrip(canvas, vectorOf(flow, i), columns, share, scales.output, theme, down);
  return canvas;
}

function lengths(flow, i) {
  const { norms, moved } = flow.arrays;
  const before = flow.stations[i].before;
  const from = before === null ? "" : `How far it moved from “${flow.stations[before].title}”.`;
  const way = from && `‖Δ‖ ${short(moved.data[i])}`;
  return [
    element("span", { title: "The length of the vector." }, `‖x‖ ${short(norms.data[i])}`),
    element("span", { class: "quiet", title: from }, way),
  ];
}

function best(flow) {
  const { top, arrays } = flow;
  const logit = arrays.logits.data[0];
  if (Number.isNaN(logit)) return [element("span", { class: "best" }, "NaN")];
  return [
    element("span", { class: "best" }, shortened(visible(top[0]), 9)),
    element("span", {}, short(logit)),
    element("span", { class: "quiet" }, "best logit"),
  ];
}

function stationButton(view, i, opened) {
  const { flow } = view;
  const { slug, title, layer } = flow.stations[i];
  const last = slug === "logits";
  const width = last ? flow.vocab : flow.width;
  const inside = () => [strip(view, i, flow.width / flow.heads, false), ...lengths(flow, i)];
  const where = layer === null ? title : `${title}, layer ${layer}`;
  const made = element(
    "button",
    {
      type: "button",
      class: `stop ${slug}`,
      "data-id": slug,
      "aria-expanded": String(i === opened),
      "aria-label": `open ${where}`,
    },
    element("span", { class: "title" }, title),
    ...(last ? best(flow) : inside()),
    element("span", { class: "shape" }, `${flow.tokens} × ${width}`),
  );
  made.addEventListener("click", () => view.open(slug));
  return made;
}

function note(flow, layer) {
  return flow.masked.includes(layer) ? flow.mask : flow.other;
}

function folded(view, layer, members) {
  const { flow } = view;
  const plain = !flow.masked.includes(layer);
  const strips = members.map((i) => strip(view, i, flow.heads, true));
  const last = members.at(-1);
  const made = element(
    "button",
    {
      type: "button",
      class: plain ? "fold plain" : "fold",
      "data-id": `layer-${layer}`,
      title: `Unfold layer ${layer}: ${note(flow, layer)}`,
      "aria-label": `layer ${layer}, ${note(flow, layer)}`,
    },
    element("span", { class: "title" }, `layer ${layer}`),
    element("span", { class: "strips" }, ...strips),
    element("span", {}, `‖x‖ ${short(flow.arrays.norms.data[last])}`),
    element("span", { class: "shape" }, plain ? flow.other : ""),
  );
  made.addEventListener("click", () => view.choose(layer));
  return element("li", { class: "layer" }, made);
}

function unfolded(view, layer, members, opened) {
  const { flow } = view;
  const plain = !flow.masked.includes(layer);
  const title = element(
    "button",
    {
      type: "button",
      class: "chosen-title",
      "data-id": "layer",
      "aria-pressed": "true",
      title: "Left and right arrow keys choose another layer.",
    },
    element("b", {}, `layer ${layer} (0 to ${flow.layers - 1})`),
    element("span", { class: plain ? "mask plain" : "mask" }, note(flow, layer)),
  );
  const around = "The vector also goes round the norm and what follows it, and is added.";
  const stops = element(
    "div",
    { class: "stops" },
    ...members.map((i) => stationButton(view, i, opened)),
    element("span", { class: "around first", title: around }),
    element("span", { class: "around second", title: around }),
  );
  return element("li", { class: "layer chosen", "aria-current": "step" }, title, stops);
}

export function drawLine(view, opened) {
  const { stations, layers, layer } = view.flow;
  const members = (of) => stations.flatMap((s, i) => (s.layer === of ? [i] : []));
  const outside = (i) => element("li", { class: "outside" }, stationButton(view, i, opened));
  const groups = Array.from({ length: layers }, (_, of) =>
    of === layer ? unfolded(view, of, members(of), opened) : folded(view, of, members(of)),
  );
  const [first, ...after] = members(null);
  return element("ol", { class: "line" }, outside(first), ...groups, ...after.map(outside));
}
