// What may be read and how much of it is, as two tables with the numbers in their cells; a row is
// chosen in the first by its button, in both by a tap.
import { renewed } from "../around/rich.js";
import { element, setText } from "../shared/dom.js";

const STAGES = ["mask", "weights"];

function cellOf(stage, picture, q, k) {
  const open = picture.cells[q][k];
  const share = picture.weights[q][k];
  const number = stage === "mask" ? open : Math.round(100 * share);
  const cell = element("td", { class: open ? "yes" : "no" }, String(number));
  if (stage === "weights" && open) cell.style.setProperty("--share", share.toFixed(3));
  return cell;
}

function rowOf(view, stage, picture, q) {
  const word = picture.words[q];
  const row = q - picture.pads;
  const pressed = { type: "button", "data-row": row }; // its click is one of the row
  const named = stage === "mask" ? element("button", pressed, word) : word;
  const cells = picture.words.map((_, k) => cellOf(stage, picture, q, k));
  const made = element(
    "tr",
    { "data-row": row },
    element("th", { scope: "row" }, named),
    ...cells,
  );
  made.addEventListener("click", () => view.chooseRow(row));
  made.addEventListener("pointerenter", () => hover(view, row, true));
  made.addEventListener("pointerleave", () => hover(view, row, false));
  return made;
}

function hover(view, row, on) {
  for (const made of rowsOf(view, row)) made.classList.toggle("hovered", on);
}

function rowsOf(view, row) {
  return view.root.querySelectorAll(`tr[data-row="${row}"]`);
}

function tableOf(view, stage, picture) {
  const columns = picture.words.map((word) => element("th", { scope: "col" }, word));
  const head = element("thead", {}, element("tr", {}, element("td"), ...columns));
  const rows = picture.words.map((_, q) => rowOf(view, stage, picture, q));
  return element("table", {}, head, element("tbody", {}, ...rows));
}

function move(view, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...view.stages.mask.root.querySelectorAll("button")];
  const now = buttons.indexOf(event.target);
  if (!step || now < 0) return;
  event.preventDefault();
  const next = buttons[Math.max(0, Math.min(now + step, buttons.length - 1))];
  next.click();
  next.focus();
}

export function createStages(view) {
  view.stages = {};
  for (const name of STAGES) {
    const [title, told, table] = [element("h2"), element("p"), element("div")];
    const root = element("section", { "data-stage": name }, title, told, table);
    view.stages[name] = { root, title, told, table };
  }
  view.stages.mask.root.addEventListener("keydown", (event) => move(view, event));
  return STAGES.map((name) => view.stages[name].root);
}

export function drawStages(view, picture, chooseRow) {
  view.chooseRow = chooseRow;
  if (!renewed(view, "stages", [picture, view.data.shown])) return;
  view.root.classList.toggle("padded", picture.pads > 0);
  for (const name of STAGES) {
    const { root, title, told, table } = view.stages[name];
    root.hidden = !view.data.shown.includes(name);
    if (root.hidden) continue;
    setText(title, view.data.said[name]);
    setText(told, view.data.said[`${name}Told`]);
    table.replaceChildren(tableOf(view, name, picture));
  }
}

// Marks the chosen row; of the buttons only its own is reached by Tab, the others by arrows.
export function drawRow(view, picture, row) {
  for (const made of view.root.querySelectorAll("tr[data-row]"))
    made.classList.toggle("chosen", Number(made.dataset.row) === row);
  for (const made of view.root.querySelectorAll("button[data-row]")) {
    const mine = Number(made.dataset.row) === row;
    made.setAttribute("aria-pressed", mine);
    made.tabIndex = mine ? 0 : -1;
  }
}
