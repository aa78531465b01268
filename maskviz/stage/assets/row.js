// The row: how one query comes to its weights and its output, with the real numbers.
import { scalesFor } from "./colours.js";
import { element } from "./dom.js";
import { onTheme } from "./flow_strip.js";
import { afterFrame } from "./later.js";
import { meanOfValues, scalarProduct } from "./row_stack.js";
import { drawSteps } from "./row_steps.js";
import { drawTable, revealLocked } from "./row_table.js";
import { readTheme } from "./theme.js";
import { unpack } from "./unpack.js";
import { visible } from "./words.js";

const rowViews = new WeakMap();

function named(row, position) {
  return `${position} “${visible(row.tokens[position] ?? "")}”`;
}

function part(title, ...children) {
  return element("section", { "aria-label": title }, element("h4", {}, title), ...children);
}

function reasonsOf(row) {
  const blocked = row.reasons.flatMap((said, k) => (said.length ? [[k, said]] : []));
  if (!blocked.length) return [];
  blocked.sort(([a], [b]) => (b === row.k) - (a === row.k) || a - b); // the locked key first
  const lines = blocked.map(([k, said]) =>
    element(
      "li",
      k === row.k ? { class: "locked" } : {},
      element("b", {}, `key ${named(row, k)}`),
      ...said.map((text) => element("span", {}, text)),
    ),
  );
  const title = `${blocked.length} of ${row.tokens.length} keys are blocked, and why`;
  return [part(title, element("ul", { class: "reasons", tabindex: "0" }, ...lines))];
}

function drawRow(view) {
  const { row, root } = view;
  view.theme = readTheme(root);
  view.scales = scalesFor(view.theme.dark);
  const scrolled = root.querySelector(".scroll")?.scrollLeft;
  const ask = `head ${row.head}: query ${named(row, row.q)} asks key ${named(row, row.k)}`;
  const all = `from raw score to weight: query ${named(row, row.q)}, ${row.tokens.length} keys`;
  root.replaceChildren(
    ...row.remarks.map((text) => element("p", { class: "remark", role: "note" }, text)),
    part(ask, scalarProduct(view), drawSteps(row)),
    part(all, drawTable(view)),
    part("the output: the mean of the values, by weight", meanOfValues(view)),
    ...reasonsOf(row),
  );
  const place = `${row.q} ${row.k}`;
  if (view.place === place) root.querySelector(".scroll").scrollLeft = scrolled;
  else revealLocked(root.querySelector(".scroll"));
  view.place = place;
}

function startRow(parent) {
  const view = { root: element("div", { class: "row", role: "group" }) };
  parent.append(view.root);
  onTheme(view.root, () => drawRow(view));
  rowViews.set(parent, view);
  return view;
}

export default function row({ data, parentElement }) {
  const view = rowViews.get(parentElement) || startRow(parentElement);
  view.row = unpack(data);
  view.root.setAttribute("aria-label", `The arithmetic of query ${view.row.q}`);
  afterFrame(view, drawRow);
}
