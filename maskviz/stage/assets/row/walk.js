// The way of the row, stop by stop: what is shown of it, and what is still to come.
import { setMark } from "../shared/dom.js";
import { stepsOf } from "./steps.js";

const GOING_IN = [
  ["x", "vectors in"],
  ["q", "W_q"],
  ["k", "W_k"],
  ["v", "W_v"],
];
const COMING_OUT = [
  ["values", "weight × v"],
  ["output", "output"],
];

// [id, name] of every stop, in the order of the computation.
export function stopsOf(row) {
  const turn = row.working.arrays.angles ? [["turn", "turn"]] : [];
  const lines = stepsOf(row).map(({ id, name }) => [id, name]);
  return [...GOING_IN, ...turn, ...lines, ...COMING_OUT];
}

// What shows a stop has its id as `data-at`; it is marked by where the walk is. Without a walk
// nothing is marked.
export function markStops(root, stops, at) {
  const order = new Map(stops?.map(([id], i) => [id, i]));
  for (const made of root.querySelectorAll("[data-at]")) {
    const place = order.get(made.dataset.at);
    const walk = place === undefined ? "" : place < at ? "done" : place > at ? "later" : "now";
    if (walk) setMark(made, "data-walk", walk);
    else made.removeAttribute("data-walk");
  }
}

// Brings what is shown now into sight, as little as needed: all of it, the first of it at least.
export function revealStop(root) {
  const shown = [...root.querySelectorAll("[data-walk=now]")];
  for (const made of [shown.at(-1), shown[0]]) {
    made?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
