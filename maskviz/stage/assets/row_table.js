// All keys of the row as a real table, one step of the arithmetic a line.
import { signedColour, weightColour } from "./colours.js";
import { element } from "./dom.js";
import { limitOf } from "./flow_strip.js";
import { exact, stepsOf } from "./row_steps.js";
import { shortened, visible } from "./words.js";

const MARKED = ["mask", "masked", "weight"]; // the lines where a blocked key is hatched

// Black or white, whichever is read more easily on a colour (relative luminance, WCAG 2).
function inkOn(rgb) {
  const [red, green, blue] = rgb.map((value) => (value / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#000" : "#fff";
}

function colourOf(line, value, limit, scales) {
  if (!Number.isFinite(value)) return null;
  if (line.kind === "score") return signedColour(scales.scores, value, limit);
  return line.kind === "weight" && value > 0 ? weightColour(scales, value) : null;
}

function cell(line, k, row, limit, scales) {
  const value = line.values?.[k];
  const made = element("td", {}, line.texts ? line.texts[k] : exact(value));
  const blocked = !row.arrays.allowed.data[k];
  if (k === row.k) made.classList.add("locked");
  if (Number.isNaN(value)) made.classList.add("broken");
  else if (blocked && MARKED.includes(line.id)) made.classList.add("blocked");
  const colour = colourOf(line, value, limit, scales); // under the hatch when a blocked key leaks
  if (colour) {
    made.style.backgroundColor = `rgb(${colour.join(" ")})`;
    made.style.color = inkOn(colour);
  }
  return made;
}

function heads(row) {
  return row.tokens.map((token, k) => {
    const about = { scope: "col", title: `key ${k} “${visible(token)}”` };
    const place = element("small", {}, String(k));
    const made = element("th", about, place, shortened(visible(token), 9));
    if (k === row.k) made.classList.add("locked");
    return made;
  });
}

export function drawTable({ row, scales }) {
  const limit = limitOf(row.arrays.raw.data, 1);
  const lines = stepsOf(row).map((line) =>
    element(
      "tr",
      { class: line.kind },
      element("th", { scope: "row" }, line.name, element("small", {}, line.about)),
      ...row.tokens.map((_, k) => cell(line, k, row, limit, scales)),
    ),
  );
  const head = element("tr", {}, element("th", { scope: "col" }, "key"), ...heads(row));
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines));
  const about = { tabindex: "0", role: "region", "aria-label": "the row as a table" };
  return element("div", { class: "scroll", ...about }, table);
}

// Brings the locked key's column into sight, without moving the page.
export function revealLocked(scroll) {
  const column = scroll.querySelector("th.locked");
  scroll.scrollLeft = column.offsetLeft - scroll.clientWidth / 2;
}
