// A station opened: its vector large, every number under the pointer or the arrow keys.
import { button, element } from "../shared/dom.js";
import { vectorOf } from "./stop.js";
import { paintStrips, rooted } from "../shared/vector_strip.js";
import { live } from "../shared/live.js";
import { number, short, visible } from "../shared/words.js";

export const NARROW_FLOW = 640; // under so many px the vector stands in lines of half the length

function extremes(numbers) {
  const finite = [...numbers.entries()].filter(([, value]) => !Number.isNaN(value));
  if (!finite.length) return `all ${numbers.length} numbers are NaN`;
  const [at, most] = finite.reduce((a, b) => (Math.abs(b[1]) > Math.abs(a[1]) ? b : a));
  return `largest: number ${at} is ${number(most)}`;
}

// Shows a number and moves a frame to it, by pointer and by arrow keys; returns what shows again.
function readable(canvas, frame, readout, numbers, columns) {
  const count = numbers().length;
  const rows = count / columns;
  let cursor = null;
  const show = (i) => {
    cursor = i;
    frame.hidden = i === null;
    if (i === null) {
      readout.textContent = extremes(numbers());
      return;
    }
    readout.textContent = `number ${i} of ${count}: ${number(numbers()[i])}`;
    frame.style.left = `${(100 * (i % columns)) / columns}%`;
    frame.style.top = `${(100 * Math.floor(i / columns)) / rows}%`;
    frame.style.width = `${100 / columns}%`;
    frame.style.height = `${100 / rows}%`;
  };
  canvas.addEventListener("pointermove", (event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    if (column >= 0 && column < columns && row >= 0 && row < rows) show(row * columns + column);
  });
  canvas.addEventListener("pointerleave", () => show(null));
  canvas.addEventListener("blur", () => show(null));
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (!step) return;
    const next = cursor === null ? 0 : cursor + step;
    if (next >= 0 && next < count) show(next);
    event.preventDefault();
    event.stopPropagation(); // here the arrows walk through the vector, not through the layers
  });
  return () => show(cursor);
}

function large(view, i) {
  const { flow, root } = view;
  const numbers = () => vectorOf(view.flow, i);
  const wide = flow.width / flow.heads;
  const columns = root.clientWidth < NARROW_FLOW && wide % 2 === 0 ? wide / 2 : wide;
  const canvas = element("canvas", {
    class: "large",
    tabindex: "0",
    role: "img",
    "data-id": "vector",
    "aria-label": `${flow.width} numbers; arrow keys read them`,
  });
  canvas.style.aspectRatio = `${columns} / ${(0.8 * flow.width) / columns}`;
  const frame = element("span", { class: "frame", hidden: "" });
  const readout = element("p", { class: "readout", role: "status" });
  const showAgain = readable(canvas, frame, readout, numbers, columns);
  view.fills.push(() => {
    const share = (value) => rooted(value, view.limit);
    paintStrips(canvas, [numbers()], columns, share, view.scales.output, view.theme);
    showAgain();
  });
  return [element("div", { class: "field" }, canvas, frame), readout];
}

function logits(view) {
  const data = () => view.flow.arrays.logits.data;
  const rows = view.flow.top.map((_, i) => {
    const bar = element("span", { class: "bar" });
    view.fills.push(() => {
      const most = Math.max(...Array.from(data(), Math.abs)) || 1;
      bar.style.width = `${(100 * Math.max(0, data()[i])) / most}%`;
    });
    return element(
      "li",
      {},
      live(view, element("span", { class: "word" }), () => visible(view.flow.top[i])),
      element("span", { class: "track" }, bar),
      live(view, element("span", { class: "value" }), () => number(data()[i])),
    );
  });
  return [element("ol", { class: "logits" }, ...rows)];
}

function nameOf({ title, layer }) {
  return layer === null ? title : `${title}, layer ${layer}`;
}

function measures(flow, i) {
  const { before } = flow.stations[i];
  const from = before === null ? "" : nameOf(flow.stations[before]);
  const { norms, moved } = flow.arrays;
  const length = `‖x‖ = ${short(norms.data[i])}`;
  return before === null ? length : `${length}, ‖Δ‖ = ${short(moved.data[i])} from “${from}”`;
}

export function drawVector(view, i) {
  const { slug } = view.flow.stations[i];
  const last = slug === "logits";
  const shut = { class: "close", "aria-label": "close", title: "Close (Escape)" };
  const close = button("×", () => view.open(slug), shut);
  const name = nameOf(view.flow.stations[i]);
  const facts = [live(view, element("p"), () => view.flow.sentences[slug])];
  if (!last)
    facts.push(live(view, element("p", { class: "measures" }), () => measures(view.flow, i)));
  return element(
    "section",
    { class: "opened", "aria-label": name },
    element("div", { class: "about" }, element("h3", {}, name), close, ...facts),
    ...(last ? logits(view) : large(view, i)),
  );
}
