// The controls of the walk: open it, play it, step, and a slider to scrub.
import { button, element, setMark, setText } from "../shared/dom.js";
import { saidAt } from "./said.js";
import { markStops, revealStop, stopsOf } from "./walk.js";

const PACE = 1800; // ms a stop while it plays

// `row()` is the row that is shown, `root` where its stops are drawn.
export function startWalk(parent, root, row, report) {
  const walk = { root, row, stops: null, at: 0, id: null, timer: 0 };
  walk.open = button("Step by step", () => report.trigger("panel", "steps"), {
    class: "walk-open",
    "aria-expanded": "false",
  });
  walk.play = button("Play", () => playOrPause(walk), { class: "walk-play" });
  walk.back = button("Back", () => stepBy(walk, -1), { class: "walk-back" });
  walk.next = button("Next", () => stepBy(walk, 1), { class: "walk-next" });
  const first = { type: "range", min: "0", max: "0", value: "0", "aria-label": "Step of the row" };
  walk.slider = element("input", first);
  walk.slider.addEventListener("input", () => {
    pauseWalk(walk);
    goTo(walk, Number(walk.slider.value));
  });
  walk.count = element("span", { class: "walk-count", "aria-hidden": "true" });
  walk.said = element("p", { class: "walk-said", role: "status" });
  const buttons = element("span", { class: "walk-buttons" }, walk.back, walk.play, walk.next);
  walk.controls = element("div", { class: "walk-controls" }, buttons, walk.slider, walk.count);
  const bar = element("div", { class: "walk" }, walk.open, walk.controls, walk.said);
  bar.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !walk.stops || event.target === walk.slider) return;
    stepBy(walk, by);
    event.preventDefault();
  });
  parent.append(bar);
  walk.controls.hidden = walk.said.hidden = true;
  return walk;
}

function playOrPause(walk) {
  if (walk.timer) return pauseWalk(walk);
  if (walk.at === walk.stops.length - 1) goTo(walk, 0);
  walk.timer = setInterval(() => {
    if (!walk.root.isConnected) return pauseWalk(walk);
    goTo(walk, walk.at + 1);
    if (walk.at === walk.stops.length - 1) pauseWalk(walk);
  }, PACE);
  setText(walk.play, "Pause");
}

function pauseWalk(walk) {
  clearInterval(walk.timer);
  walk.timer = 0;
  setText(walk.play, "Play");
}

function stepBy(walk, by) {
  pauseWalk(walk);
  goTo(walk, walk.at + by);
}

function goTo(walk, at) {
  walk.at = Math.max(0, Math.min(walk.stops.length - 1, at));
  walk.id = walk.stops[walk.at][0];
  // on the slider its own value is read out
  const slides = walk.slider.getRootNode().activeElement === walk.slider;
  showStop(walk, slides ? "off" : "polite");
  revealStop(walk.root);
}

function showStop(walk, live) {
  const [id, name] = walk.stops[walk.at];
  const last = walk.stops.length - 1;
  const count = `${walk.at + 1} of ${last + 1}: ${name}`;
  const said = saidAt(walk.row(), id);
  setMark(walk.slider, "max", last);
  walk.slider.value = walk.at;
  setMark(walk.slider, "aria-valuetext", `${count}. ${said}`);
  setText(walk.count, count);
  setMark(walk.said, "aria-live", live);
  setText(walk.said, said);
  setMark(walk.back, "aria-disabled", walk.at === 0); // a button that has the focus keeps it
  setMark(walk.next, "aria-disabled", walk.at === last);
  markStops(walk.root, walk.stops, walk.at);
}

// After a drawing: the walk stands where it stood, by the name of its stop.
export function fillWalk(walk) {
  const open = Boolean(walk.row().working);
  setMark(walk.open, "aria-expanded", open);
  walk.controls.hidden = walk.said.hidden = !open;
  walk.stops = open ? stopsOf(walk.row()) : null;
  if (!open) {
    pauseWalk(walk);
    walk.id = null;
    return markStops(walk.root, null, 0);
  }
  const found = walk.stops.findIndex(([id]) => id === walk.id);
  walk.at = found >= 0 ? found : walk.id ? Math.min(walk.at, walk.stops.length - 1) : 0;
  walk.id = walk.stops[walk.at][0];
  showStop(walk, "off"); // the stage has said what changed
}
