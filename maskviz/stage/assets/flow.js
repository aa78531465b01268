// The flow: the model as one line of stations, the chosen layer unfolded, one token's vectors.
import { scalesFor } from "./colours.js";
import { element } from "./dom.js";
import { drawLine, short } from "./flow_line.js";
import { limitOf, onTheme } from "./flow_strip.js";
import { drawVector } from "./flow_vector.js";
import { afterFrame } from "./later.js";
import { readTheme } from "./theme.js";
import { unpack } from "./unpack.js";
import { visible } from "./words.js";

const views = new WeakMap();

// The station that is open: the same one in whichever layer is chosen.
function openedStation(view) {
  const { stations, layer } = view.flow;
  const fits = (s) => s.slug === view.opened && (s.layer === null || s.layer === layer);
  return stations.findIndex(fits);
}

function heading({ flow, limit }) {
  const size = short(limit);
  const ramp = element("span", { class: "ramp" });
  const token = `Token ${flow.position} “${visible(flow.token)}”`;
  const way = ` on its way through the model: ${flow.width} numbers at every station`;
  const about = "Colours go by the square root of the size, so that small numbers show too.";
  return element(
    "header",
    {},
    element("p", {}, element("b", {}, token), way),
    element("p", { class: "key", title: about }, `−${size}`, ramp, size),
  );
}

function paintKey(view) {
  const shades = [0, 0.25, 0.5, 0.75, 1].map((at) => view.scales.output[Math.round(255 * at)]);
  view.root.style.setProperty("--ramp", shades.map((rgb) => `rgb(${rgb.join(" ")})`).join(", "));
}

function draw(view) {
  view.theme = readTheme(view.root);
  view.scales = scalesFor(view.theme.dark);
  paintKey(view);
  const focused = view.root.getRootNode().activeElement?.dataset?.id;
  const scrolled = view.root.querySelector(".line")?.scrollLeft;
  const at = openedStation(view);
  const parts = [heading(view), drawLine(view, at)];
  if (at >= 0) parts.push(drawVector(view, at));
  view.root.replaceChildren(...parts);
  const line = view.root.querySelector(".line");
  if (scrolled !== undefined) line.scrollLeft = scrolled;
  if (view.shown !== view.flow.layer) reveal(line, view.root.querySelector(".layer.chosen"));
  view.shown = view.flow.layer;
  if (focused) view.root.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
}

// Scrolls the line, and nothing but the line, to the chosen layer.
function reveal(line, group) {
  const space = line.clientWidth - group.offsetWidth;
  line.scrollLeft = group.offsetLeft - line.offsetLeft - Math.max(8, space / 2);
}

function start(parent) {
  const view = { root: element("div", { class: "flow", role: "group" }), opened: null };
  view.open = (slug) => {
    view.opened = view.opened === slug ? null : slug;
    draw(view);
  };
  view.choose = (layer) => {
    if (layer < 0 || layer >= view.flow.layers || layer === view.flow.layer) return;
    view.flow.layer = layer; // at once; the server sends the same flow with the layer's stage
    draw(view);
    view.root.querySelector(`[data-id="layer"]`).focus({ preventScroll: true });
    view.tell(layer);
  };
  view.root.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape" && view.opened) view.open(view.opened);
    else if (step) view.choose(view.flow.layer + step);
    else return;
    event.preventDefault();
  });
  parent.append(view.root);
  onTheme(view.root, () => draw(view));
  views.set(parent, view);
  return view;
}

export default function flow({ data, parentElement, setTriggerValue }) {
  const view = views.get(parentElement) || start(parentElement);
  view.flow = unpack(data);
  view.limit = limitOf(view.flow.arrays.vectors.data);
  view.tell = (layer) => setTriggerValue("layer", layer);
  view.root.setAttribute("aria-label", `The flow of the model for token ${view.flow.position}`);
  afterFrame(view, draw);
}
