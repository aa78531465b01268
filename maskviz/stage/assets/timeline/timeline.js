// The entry of the timeline of writing: Streamlit calls it for every message and theme. All steps
// are in the message; going through them sends none.
import { drawSquareSoFar } from "./square.js";
import { drawStep } from "./step.js";
import { factsOf, saidOf, stopName } from "./words.js";
import { scalesFor } from "../shared/colours.js";
import { button, element, setText } from "../shared/dom.js";
import { readTheme } from "../shared/theme.js";
import { unpack } from "../shared/unpack.js";

const PACE = 700; // ms a step while it plays
const timelines = new WeakMap();

function readTimeline(message) {
  const { arrays, ...header } = unpack(message);
  const total = header.tokens.length;
  return {
    ...header,
    total,
    steps: total - header.prefill + 1, // the square is the first
    weights: arrays.weights.data,
    kept: arrays.kept.data,
    open: arrays.open.data,
  };
}

// The row that a stop ends with: of the square its last one.
function rowOf(told, stop) {
  return told.prefill - 1 + stop;
}

function drawTimeline(view) {
  const { told, root } = view;
  const started = performance.now();
  view.theme = readTheme(root);
  view.scales = scalesFor(view.theme.dark);
  view.width = root.clientWidth;
  root.style.setProperty("--ink", `rgb(${view.scales.ink.join(" ")})`);
  view.slider.max = told.steps - 1;
  view.slider.value = view.stop;
  view.slider.setAttribute("aria-valuetext", stopName(told, view.stop));
  view.back.disabled = view.stop === 0;
  view.forth.disabled = view.stop === told.steps - 1;
  setText(view.play, view.timer ? "Pause" : "Play");
  drawSquareSoFar(view, rowOf(told, view.stop));
  view.panels.forEach((panel, i) => {
    const stop = view.stop + i;
    panel.root.hidden = stop >= told.steps;
    if (panel.root.hidden) return;
    setText(panel.title, stopName(told, stop));
    drawStep(view, panel.canvas, rowOf(told, stop), stop === 0);
    panel.facts.replaceChildren(
      ...factsOf(told, rowOf(told, stop), stop).flatMap(([name, text]) => [
        element("dt", {}, name),
        element("dd", {}, text),
      ]),
    );
  });
  root.dataset.stop = view.stop;
  root.dataset.drawMs = (performance.now() - started).toFixed(1);
  root.dataset.drawn = Number(root.dataset.drawn ?? 0) + 1;
}

function goTo(view, stop) {
  view.stop = Math.max(0, Math.min(stop, view.told.steps - 1));
  drawTimeline(view);
  if (!view.timer) setText(view.live, saidOf(view.told, rowOf(view.told, view.stop), view.stop));
}

function pause(view) {
  clearInterval(view.timer);
  view.timer = null;
}

function playOn(view) {
  if (!view.root.isConnected || view.stop >= view.told.steps - 1) {
    pause(view);
    return goTo(view, view.stop);
  }
  goTo(view, view.stop + 1);
}

function togglePlay(view) {
  if (view.timer) {
    pause(view);
  } else {
    if (view.stop >= view.told.steps - 1) view.stop = 0;
    view.timer = setInterval(() => playOn(view), PACE);
  }
  drawTimeline(view);
}

function byHand(view, stop) {
  pause(view);
  goTo(view, stop);
}

function createPanel() {
  const panel = {
    title: element("h2", {}),
    canvas: element("canvas", { "aria-hidden": "true" }),
    facts: element("dl", {}),
  };
  panel.root = element("section", {}, panel.title, panel.canvas, panel.facts);
  return panel;
}

function createTimeline(parent) {
  const view = { stop: 0, timer: null };
  view.slider = element("input", { type: "range", min: "0", step: "1", "aria-label": "Step" });
  view.slider.addEventListener("input", () => byHand(view, Number(view.slider.value)));
  view.slider.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    togglePlay(view);
  });
  view.back = button("−1", () => byHand(view, view.stop - 1), { "aria-label": "−1: one step back" });
  view.forth = button("+1", () => byHand(view, view.stop + 1), { "aria-label": "+1: one step on" });
  view.play = button("Play", () => togglePlay(view), { class: "play" });
  view.live = element("p", { class: "hidden", "aria-live": "polite" });
  view.square = element("canvas", { "aria-hidden": "true" });
  view.key = element(
    "p",
    { class: "key" },
    ...[
      ["yes", "weight"],
      ["no", "blocked"],
      ["kept", "in the cache"],
      ["new", "just written into it"],
      ["gone", "dropped"],
    ].map(([kind, word]) => element("span", {}, element("i", { class: kind }), word)),
  );
  view.panels = [createPanel(), createPanel()];
  const bar = element("div", { class: "bar" }, view.play, view.back, view.forth, view.slider);
  const pair = element("div", { class: "pair" }, ...view.panels.map((panel) => panel.root));
  const drawn = element("div", { class: "drawn" }, view.square, pair);
  view.root = element("div", { class: "mv-panel mv-timeline" }, bar, drawn, view.key, view.live);
  parent.querySelector(".mv-timeline")?.remove(); // left by an older version of this script
  parent.append(view.root);
  view.observer = new ResizeObserver(() => {
    if (!view.told || !view.root.clientWidth || view.root.clientWidth === view.width) return;
    drawTimeline(view);
  });
  view.observer.observe(view.root);
  timelines.set(parent, view);
  return view;
}

function sameMessage(one, other) {
  return one?.length === other.length && one.every((byte, i) => byte === other[i]);
}

export default function timeline({ data, parentElement }) {
  const view = timelines.get(parentElement) || createTimeline(parentElement);
  const themed = JSON.stringify(readTheme(view.root));
  const known = sameMessage(view.message, data);
  if (known && themed === view.themed) return;
  if (!known) {
    view.told = readTimeline(data);
    view.message = data.slice();
    view.stop = Math.min(view.stop, view.told.steps - 1);
    view.slider.setAttribute("aria-label", view.told.label);
  }
  view.themed = themed;
  drawTimeline(view);
}
