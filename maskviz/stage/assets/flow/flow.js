// The flow: the model as one line of stations, the chosen layer unfolded, one token's vectors.
import { scalesFor } from "../shared/colours.js";
import { element } from "../shared/dom.js";
import { drawLine } from "./line.js";
import { limitOf } from "../shared/vector_strip.js";
import { NARROW_FLOW, drawVector } from "./vector.js";
import { fillNow, live } from "../shared/live.js";
import { onTheme, readTheme } from "../shared/theme.js";
import { jsonOf, unpack } from "../shared/unpack.js";
import { short, visible } from "../shared/words.js";

// The station that is open: the same one in whichever layer is chosen.
function openedStation(view) {
  const { stations, layer } = view.flow;
  const fits = (s) => s.slug === view.opened && (s.layer === null || s.layer === layer);
  return stations.findIndex(fits);
}

function heading(view) {
  const size = () => short(view.limit);
  const token = () => `Token ${view.flow.position} “${visible(view.flow.token)}”`;
  const way = () =>
    ` on its way through the ${view.flow.through}: ${view.flow.width} numbers at every station`;
  const about = "Colours go by the square root of the size, so that small numbers show too.";
  const text = live(view, element("span"), way);
  const least = live(view, element("span"), () => `−${size()}`);
  const most = live(view, element("span"), size);
  return element(
    "header",
    {},
    element("p", {}, live(view, element("b"), token), text),
    element("p", { class: "key", title: about }, least, element("span", { class: "ramp" }), most),
  );
}

function paintKey(view) {
  const shades = [0, 0.25, 0.5, 0.75, 1].map((at) => view.scales.output[Math.round(255 * at)]);
  view.root.style.setProperty("--ramp", shades.map((rgb) => `rgb(${rgb.join(" ")})`).join(", "));
}

// What the elements depend on; as long as it stays a message only brings numbers and words.
function formOf({ flow, opened, root }) {
  const { stations, layers, layer, masked, width, heads, top, looking } = flow;
  const narrow = opened && root.clientWidth < NARROW_FLOW;
  return JSON.stringify([
    ...[stations, layers, layer, masked, width, heads, top.length, looking, opened, narrow],
  ]);
}

function buildFlow(view) {
  const focused = view.root.getRootNode().activeElement?.dataset?.id;
  const scrolled = view.root.querySelector(".line")?.scrollLeft;
  const at = openedStation(view);
  view.fills = [];
  const parts = [heading(view), drawLine(view, at)];
  if (at >= 0) parts.push(drawVector(view, at));
  fillNow(view);
  view.root.replaceChildren(...parts);
  const line = view.root.querySelector(".line");
  if (scrolled !== undefined) line.scrollLeft = scrolled;
  const shown = `${view.flow.layer} ${view.flow.looking}`;
  if (view.shown !== shown) reveal(line, view.root.querySelector(".layer.chosen"));
  view.shown = shown;
  if (focused) view.root.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
}

function fillFlow(view) {
  view.theme = readTheme(view.root);
  view.scales = scalesFor(view.theme.dark);
  paintKey(view);
  const form = formOf(view);
  if (form === view.form) fillNow(view);
  else buildFlow(view);
  view.form = form;
}

// Scrolls the line, and nothing but the line, to the chosen layer; when that is wider, to the
// attention that the stage shows.
function reveal(line, group) {
  const fits = group.offsetWidth <= line.clientWidth;
  const middle = (part) => {
    const { left, width } = part.getBoundingClientRect();
    return left + width / 2;
  };
  const zoom = line.getBoundingClientRect().width / line.offsetWidth || 1; // on a projector
  const off = middle(fits ? group : group.querySelector(".looked")) - middle(line);
  line.scrollLeft += off / zoom;
}

// The flow in a parent of its own; report.trigger hears of a layer that was chosen.
export function startFlow(parent, report) {
  const view = { root: element("div", { class: "flow", role: "group" }), opened: null };
  view.open = (slug) => {
    view.opened = view.opened === slug ? null : slug;
    fillFlow(view);
  };
  view.choose = (layer) => {
    if (layer < 0 || layer >= view.flow.layers || layer === view.flow.layer) return;
    view.flow.layer = layer; // at once; the server sends it with the layer's stage
    fillFlow(view);
    view.root.querySelector(`[data-id="layer"]`).focus({ preventScroll: true });
    report.trigger("layer", layer);
  };
  view.root.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape" && view.opened) view.open(view.opened);
    else if (step) view.choose(view.flow.layer + step);
    else return;
    event.preventDefault();
  });
  parent.append(view.root);
  onTheme(view.root, () => fillFlow(view));
  return view;
}

// `layer` is the number of the layer that is looked at; the message is the same for all of them.
export function drawFlow(view, message, { layer }) {
  if (!layer) return; // it was asked for
  view.flow = unpack(message);
  view.flow.layer = jsonOf(layer);
  view.limit = limitOf(view.flow.arrays.vectors.data);
  view.root.setAttribute("aria-label", `The flow of the model for token ${view.flow.position}`);
  fillFlow(view);
}
