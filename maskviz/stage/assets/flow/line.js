// The line itself: stations outside the layers, the chosen layer unfolded, the others folded.
import { element } from "../shared/dom.js";
import { stationButton, strips } from "./stop.js";
import { live, liveNames } from "../shared/live.js";
import { short } from "../shared/words.js";

// The mask that a layer has, by name.
function note({ flow }, layer) {
  return flow.masks[layer];
}

function folded(view, layer, members) {
  const plain = !view.flow.masked.includes(layer);
  const shape = live(view, element("span", { class: "shape" }), () =>
    plain ? note(view, layer) : "",
  );
  const length = () => `‖x‖ ${short(view.flow.arrays.norms.data[members.at(-1)])}`;
  const made = element(
    "button",
    { type: "button", class: plain ? "fold plain" : "fold", "data-id": `layer-${layer}` },
    element("span", { class: "title" }, `layer ${layer}`),
    strips(view, members, view.flow.heads, true),
    live(view, element("span"), length),
    shape,
  );
  liveNames(view, made, { title: () => `Unfold layer ${layer}: ${note(view, layer)}` });
  made.addEventListener("click", () => view.choose(layer));
  return element("li", { class: "layer" }, made);
}

// The arc over what a sum goes round: from after the station it was added to, to the sum. What
// enters the layer stands before its first station; a station has two columns of the grid.
function around({ flow }, members, sum) {
  const first = members.indexOf(flow.stations[sum].before) + 1;
  const last = members.indexOf(sum);
  const passed = members.slice(first, last).map((i) => flow.stations[i].title);
  const title = `The vector also goes round ${passed.join(" and ")}, and is added.`;
  const arc = element("span", { class: "around", title });
  arc.style.gridColumn = `${2 * first + 1} / ${2 * last + 2}`; // it ends over the sum’s title
  return arc;
}

function unfolded(view, layer, members, opened) {
  const { flow } = view;
  const plain = !flow.masked.includes(layer);
  const mask = element("span", { class: plain ? "mask plain" : "mask" });
  const title = element(
    "button",
    {
      type: "button",
      class: "chosen-title",
      "data-id": "layer",
      "aria-pressed": "true",
      title: "Left and right arrow keys choose another layer.",
    },
    element(
      "span",
      {},
      element("b", {}, `layer ${layer} (0 to ${flow.layers - 1})`),
      live(view, mask, () => note(view, layer)),
    ),
  );
  const sums = members.filter((i) => flow.stations[i].slug.startsWith("add_"));
  const stops = element("div", { class: "stops" });
  stops.style.setProperty("--stops", members.length);
  members.forEach((i, column) => {
    const stop = stationButton(view, i, opened);
    stop.style.gridColumn = `${2 * column + 1} / span 2`;
    stops.append(stop);
  });
  stops.append(...sums.map((sum) => around(view, members, sum)));
  return element("li", { class: "layer chosen", "aria-current": "step" }, title, stops);
}

export function drawLine(view, opened) {
  const { stations, layers, layer } = view.flow;
  const members = (of) => stations.flatMap((s, i) => (s.layer === of ? [i] : []));
  const outside = (i) => element("li", { class: "outside" }, stationButton(view, i, opened));
  const groups = Array.from({ length: layers }, (_, of) =>
    of === layer ? unfolded(view, of, members(of), opened) : folded(view, of, members(of)),
  );
  const start = stations.findIndex((s) => s.layer !== null);
  const [before, after] = [(i) => i < start, (i) => i > start].map((side) =>
    members(null).filter(side).map(outside),
  );
  return element("ol", { class: "line" }, ...before, ...groups, ...after);
}
