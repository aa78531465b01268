// The row: how one query comes to its weights and its output, with the real numbers.
import { scalesFor } from "../shared/colours.js";
import { element } from "../shared/dom.js";
import { fillNow } from "../shared/live.js";
import { drawHeirs } from "./heirs.js";
import { drawProjections } from "./projection.js";
import { changing, part, reasonsOf, remarks } from "./sections.js";
import { meanOfValues, scalarProduct } from "./stack.js";
import { drawSteps, stepsOf } from "./steps.js";
import { drawTable, revealLocked } from "./table.js";
import { drawTurn } from "./turn.js";
import { fillWalk, startWalk } from "./walkbar.js";
import { onTheme, readTheme } from "../shared/theme.js";
import { unpack } from "../shared/unpack.js";
import { keyNamed, queryNamed } from "../shared/words.js";

// What the elements depend on; as long as it stays a message only brings numbers and words.
function rowForm({ row }) {
  const lines = stepsOf(row).map(({ name }) => name);
  const walk = row.working && [Boolean(row.working.arrays.angles), row.working.arrays.asking.shape];
  return JSON.stringify([row.tokens.length, row.top.length, row.arrays.query.shape, lines, walk]);
}

// What stands before the scores while the row is walked through.
function beforeScores(view) {
  if (!view.row.working) return [];
  const into = () => `what goes in: layer ${view.row.working.layer}, head ${view.row.head}`;
  const first = part(view, into, drawProjections(view));
  if (!view.row.working.arrays.angles) return [first];
  return [first, part(view, () => "turned by position: q and k", drawTurn(view))];
}

function besideMask(view) {
  if (!view.row.working) return [];
  const box = element("div", { "data-at": "free" });
  const source = () => {
    const { sentence, bars, arrays } = view.row.working;
    return [sentence, bars, view.row.tokens, [...arrays.shares.data]];
  };
  changing(view, box, source, () => drawHeirs(view.row));
  return [part(view, () => "who has the share of the blocked keys", box)];
}

function buildRow(view) {
  const query = () => queryNamed(view.row);
  const ask = () => `head ${view.row.head}: query ${query()} asks key ${keyNamed(view.row)}`;
  const all = () => `from raw score to weight: query ${query()}, ${view.row.tokens.length} keys`;
  const mean = () => "the output: the mean of the values, by weight";
  view.fills = [];
  const steps = element("p", { class: "steps" });
  view.fills.push(() => steps.replaceChildren(...drawSteps(view.row)));
  view.root.replaceChildren(
    remarks(view),
    ...beforeScores(view),
    part(view, ask, scalarProduct(view), steps),
    part(view, all, drawTable(view)),
    ...besideMask(view),
    part(view, mean, meanOfValues(view)),
    reasonsOf(view),
  );
}

function fillRow(view) {
  view.theme = readTheme(view.root);
  view.scales = scalesFor(view.theme.dark);
  const form = rowForm(view);
  const same = form === view.form;
  // asking where it is scrolled to costs a layout
  const scrolled = same ? 0 : view.root.querySelector(".scroll")?.scrollLeft;
  if (!same) buildRow(view);
  view.form = form;
  fillNow(view);
  fillWalk(view.walk);
  const place = `${view.row.q} ${view.row.k}`;
  const scroll = view.root.querySelector(".scroll");
  if (view.place !== place) revealLocked(scroll);
  else if (!same) scroll.scrollLeft = scrolled;
  view.place = place;
}

// The row in a parent of its own; its panel “steps” is opened and closed by who hears of it.
export function startRow(parent, report) {
  const view = { root: element("div", { class: "row", role: "group" }), fills: [] };
  view.walk = startWalk(parent, view.root, () => view.row, report);
  parent.append(view.root);
  onTheme(view.root, () => fillRow(view));
  return view;
}

// `working` and `weights` are the messages of the open panel.
export function drawRow(view, message, { working, weights } = {}) {
  view.row = unpack(message);
  view.row.working = working ? unpack(working) : null;
  view.row.matrices = weights ? unpack(weights) : null;
  view.root.setAttribute("aria-label", `The arithmetic of query ${view.row.q}`);
  fillRow(view);
}
