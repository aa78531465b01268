// All keys of the row as a real table, one step of the arithmetic a line.
import { signedColour, weightColour } from "../shared/colours.js";
import { element } from "../shared/dom.js";
import { inkOn } from "../shared/draw.js";
import { limitOf } from "../shared/vector_strip.js";
import { live } from "../shared/live.js";
import { exact, stepsOf } from "./steps.js";
import { shortened, visible } from "../shared/words.js";

const MARKED = ["mask", "masked", "weight"]; // the lines where a blocked key is hatched

function colourOf(line, value, limit, scales) {
  if (!Number.isFinite(value)) return null;
  if (line.kind === "score") return signedColour(scales.scores, value, limit);
  if (line.kind === "bias")
    return value ? signedColour(scales.bias, value, limitOf(line.values, 1)) : null;
  return line.kind === "weight" && value > 0 ? weightColour(scales, value) : null;
}

// How cell k of a line looks: { text, kind, style }.
function look(line, k, row, limit, scales) {
  const value = line.values?.[k];
  const kinds = k === row.k ? ["locked"] : [];
  if (Number.isNaN(value)) kinds.push("broken");
  else if (!row.arrays.allowed.data[k] && MARKED.includes(line.id)) kinds.push("blocked");
  const rgb = colourOf(line, value, limit, scales); // under the hatch when a blocked key leaks
  return {
    text: line.texts ? line.texts[k] : exact(value),
    kind: kinds.join(" "),
    style: rgb ? `background-color: rgb(${rgb.join(" ")}); color: ${inkOn(rgb)}` : "",
  };
}

// Touches only the cells that look different from before.
function fillLine(cells, before, line, row, limit, scales) {
  cells.forEach((cell, k) => {
    const now = look(line, k, row, limit, scales);
    if (now.text !== before[k]?.text) cell.textContent = now.text;
    if (now.kind !== before[k]?.kind) cell.className = now.kind;
    if (now.style !== before[k]?.style) cell.style.cssText = now.style;
    before[k] = now;
  });
}

function tableLine(view, { id, name, kind }, i) {
  const cells = view.row.tokens.map(() => element("td"));
  const before = [];
  view.fills.push(() => {
    const { row, scales, lines } = view;
    fillLine(cells, before, lines[i], row, limitOf(row.arrays.raw.data, 1), scales);
  });
  const about = live(view, element("small"), () => view.lines[i].about);
  const head = element("th", { scope: "row" }, name, about);
  return element("tr", { class: kind, "data-at": id }, head, ...cells);
}

function tableHeads(view) {
  const heads = view.row.tokens.map((_, k) => {
    const text = live(view, element("span"), () => shortened(visible(view.row.tokens[k]), 9));
    return element("th", { scope: "col" }, element("small", {}, String(k)), text);
  });
  view.fills.push(() =>
    heads.forEach((head, k) => {
      const { row } = view;
      const title = `key ${k} “${visible(row.tokens[k])}”`;
      if (head.title !== title) head.title = title;
      head.classList.toggle("locked", k === row.k);
    }),
  );
  return heads;
}

export function drawTable(view) {
  view.fills.push(() => (view.lines = stepsOf(view.row)));
  const lines = stepsOf(view.row).map((line, i) => tableLine(view, line, i));
  const head = element("tr", {}, element("th", { scope: "col" }, "key"), ...tableHeads(view));
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines));
  const about = { tabindex: "0", role: "region", "aria-label": "the row as a table" };
  return element("div", { class: "scroll", ...about }, table);
}

// Brings the locked key's column into sight, without moving the page.
export function revealLocked(scroll) {
  const column = scroll.querySelector("th.locked");
  scroll.scrollLeft = column.offsetLeft - scroll.clientWidth / 2;
}
