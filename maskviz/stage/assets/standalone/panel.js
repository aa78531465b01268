// The locked row beneath the stage, from the raw score to the weight.
import { part, reasonsOf, remarks } from "../row/sections.js";
import { drawSteps, stepsOf } from "../row/steps.js";
import { drawTable, revealLocked } from "../row/table.js";
import { scalesFor } from "../shared/colours.js";
import { element } from "../shared/dom.js";
import { fillNow } from "../shared/live.js";
import { onTheme, readTheme } from "../shared/theme.js";
import { keyNamed, queryNamed } from "../shared/words.js";

function buildPanel(view) {
  view.fills = [];
  const steps = element("p", { class: "steps" });
  view.fills.push(() => steps.replaceChildren(...drawSteps(view.row)));
  const one = () => `query ${queryNamed(view.row)} and key ${keyNamed(view.row)}`;
  const all = () => `query ${queryNamed(view.row)} and all its ${view.row.tokens.length} keys`;
  const parts = [part(view, one, steps), part(view, all, drawTable(view)), reasonsOf(view)];
  view.root.replaceChildren(remarks(view), ...parts);
}

function fillPanel(view) {
  if (!view.row) return;
  view.theme = readTheme(view.root);
  view.scales = scalesFor(view.theme.dark);
  const form = JSON.stringify([view.row.tokens.length, stepsOf(view.row).map(({ name }) => name)]);
  if (form !== view.form) buildPanel(view);
  view.form = form;
  fillNow(view);
  revealLocked(view.root.querySelector(".scroll"));
}

export function startPanel(parent) {
  const root = element("div", { class: "row", role: "group" });
  const hint = element("p", { class: "hint" }, "Click a cell: its row is worked out here.");
  const title = element("h2", {}, "The locked row, number by number");
  const view = { root, hint, fills: [], row: null, form: "" };
  const whole = element("section", { class: "mv-part", "data-part": "row" }, title, hint, root);
  parent.append(whole);
  onTheme(root, () => fillPanel(view));
  return view;
}

// `row` is null while nothing is locked.
export function drawScored(view, row) {
  view.row = row;
  view.hint.hidden = Boolean(row);
  view.root.hidden = !row;
  if (row) view.root.setAttribute("aria-label", `The arithmetic of query ${row.q}`);
  fillPanel(view);
}
