// The grid of a question: a row for each query, a column for each key, a square for each cell.
import { element, setMark, setText } from "../shared/dom.js";

const SMALLEST = 26; // px of a cell: a finger and a pointer hit 24
const LARGEST = { usual: 46, large: 68, told: 58 };
const WORDS_WIDE = { usual: 92, large: 150 }; // px of the words of the queries
const AROUND = 6; // px beside the cells
const UPRIGHT = 44; // px of a cell from which on the words of the keys lie

// What became of a cell: nothing to say, found, missed, wrong.
export const MARKS = ["", "found", "missed", "wrong"];
export const SIGNS = ["", "✓", "○", "✕"];

export function nameOf({ place, word }, role) {
  return `${role} ${place} “${word}”`;
}

function keyHead({ place, word }) {
  const name = element("b", {}, String(place));
  return element("div", { class: "key-head", role: "columnheader" }, name, element("span", {}, word));
}

function queryHead({ place, word, known }) {
  const parts = [element("b", {}, String(place)), element("span", {}, word)];
  if (known) parts.push(element("small", {}, known));
  return element("div", { class: "query-head", role: "rowheader" }, ...parts);
}

function factRow({ name, values }, role) {
  const head = element("div", { class: "query-head fact", role: "rowheader" }, `${name}[k]`);
  const cells = values.map((value) =>
    element("div", { class: "fact", role }, String(value)),
  );
  return element("div", { role: "row" }, head, ...cells);
}

// The tokens of the keys and what is known of them: the rows above the cells.
function headRows({ keys, facts }, corner, role) {
  const first = element("div", { class: "corner", role: "columnheader" }, corner);
  const top = element("div", { role: "row" }, first, ...keys.map(keyHead));
  return [top, ...facts.map((fact) => factRow(fact, role))];
}

function helpOf({ facts }) {
  return facts.map(({ name, help }) => element("p", { class: "help" }, `${name}: ${help}`));
}

// The same alone, where there are pictures instead of cells.
export function layTokens(view) {
  const rows = headRows(view.told, "key", "cell");
  view.grid = element("div", { class: "grid tokens", role: "table", "aria-label": "Tokens" }, ...rows);
  return [view.grid, ...helpOf(view.told)];
}

export function layCells(view) {
  const { queries, keys, ask } = view.told;
  view.cells = [];
  const rows = queries.map((query, row) => {
    const made = keys.map((_, key) =>
      element(
        "div",
        { class: "cell", role: "gridcell", "data-row": row, "data-key": key },
        element("span", { "aria-hidden": "true" }), // its label says it in words
      ),
    );
    view.cells.push(...made);
    return element("div", { role: "row" }, queryHead(query), ...made);
  });
  const grid = element(
    "div",
    { class: "grid", role: "grid", "aria-label": ask },
    ...headRows(view.told, "query ↓ key →", "gridcell"),
    ...rows,
  );
  view.grid = grid;
  view.work.replaceChildren(grid, ...helpOf(view.told));
}

export function layOut(view) {
  const { keys, large, numbers } = view.told;
  const size = large ? "large" : "usual";
  const share = numbers ? 0.17 : 0.27; // one row has one word, and a number needs the room
  const wide = Math.min(WORDS_WIDE[size], Math.round(view.width * share));
  const free = Math.floor((view.width - AROUND - wide) / keys.length) - 2;
  const most = Math.max(LARGEST[size], numbers ? LARGEST.told : 0);
  const cell = Math.max(SMALLEST, Math.min(most, free));
  view.grid.style.setProperty("--cell", `${cell}px`);
  view.grid.style.setProperty("--words", `${wide}px`);
  view.grid.style.setProperty("--keys", keys.length);
  view.grid.classList.toggle("upright", cell < UPRIGHT);
  view.grid.classList.toggle("numbered", Boolean(numbers));
}

// What one cell says to those who do not see it.
export function cellSaid(view, row, key) {
  const { queries, keys, verdict, words, numbers, blocked } = view.told;
  const cell = row * keys.length + key;
  const name = `${nameOf(queries[row], "query")}, ${nameOf(keys[key], "key")}`;
  const figures = verdict?.numbers // in the order in which they stand in the cell
    ? `score and weight ${numbers[cell]} ${verdict.numbers[cell]}`
    : `score ${numbers?.[cell]}`;
  const shown = numbers ? `, ${figures}${blocked[cell] ? ", blocked" : ""}` : "";
  const state = verdict ? words.marks[verdict.marks[cell]] : words.answer[view.answer[cell]];
  return `${name}${shown}: ${state}`;
}

export function fillCells(view) {
  layOut(view);
  const { told, answer, at } = view;
  const { verdict, numbers, blocked, keys } = told;
  view.cells.forEach((made, cell) => {
    const [row, key] = [Math.floor(cell / keys.length), cell % keys.length];
    const mark = verdict ? verdict.marks[cell] : 0;
    const first = verdict?.first === cell;
    const open = blocked ? !blocked[cell] : Boolean(answer[cell]);
    const kinds = ["cell", open ? "open" : "shut", verdict ? MARKS[mark] : ""];
    if (numbers) kinds.push("told", answer[cell] ? "picked" : "");
    if (first) kinds.push("first");
    setMark(made, "class", kinds.filter(Boolean).join(" "));
    setMark(made, "aria-label", cellSaid(view, row, key) + (first ? ", the first wrong cell" : ""));
    setMark(made, "tabindex", row === at.row && key === at.key ? 0 : -1);
    const sign = verdict ? SIGNS[mark] : numbers && answer[cell] ? "●" : "";
    setText(made.firstChild, [sign, numbers?.[cell], verdict?.numbers?.[cell]].filter(Boolean).join(" "));
  });
  view.root.classList.toggle("revealed", Boolean(verdict || told.given));
}
