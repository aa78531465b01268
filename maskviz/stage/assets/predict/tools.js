// What can be done to all of an answer: back a step, clear, a whole row.
import { button, element, setText } from "../shared/dom.js";

const STEPS_KEPT = 200;

export function createTools({ undo, clear, fill }) {
  const tools = {
    undo: button("Undo", undo),
    clear: button("Clear", clear),
    fill: button("Fill row", fill),
  };
  tools.hint = element("p", { class: "help" });
  const bar = element("div", { class: "bar" }, tools.undo, tools.clear, tools.fill);
  tools.root = element("div", { class: "tools" }, bar, tools.hint);
  return tools;
}

export function showTools(view) {
  const { tools, told, history, answer, at } = view;
  tools.root.hidden = told.mode !== "grid" || Boolean(told.verdict || told.given);
  tools.undo.disabled = !history.length;
  tools.clear.disabled = !answer.includes(1);
  tools.fill.hidden = !told.many || told.queries.length === 1;
  if (told.mode === "grid") setText(tools.fill, `Fill row ${told.queries[at.row].place}`);
  setText(tools.hint, told.hint ?? "");
}

// Keeps the answer as it is, to come back to.
export function remembered(view) {
  view.history.push(view.answer.slice());
  if (view.history.length > STEPS_KEPT) view.history.shift();
}

export function undoLast(view) {
  if (!view.history.length) return "";
  view.answer = view.history.pop();
  return "Undone.";
}

export function clearAll(view) {
  remembered(view);
  view.answer.fill(0);
  return "Cleared.";
}

// All cells of the row one stands in; where all are painted, none.
export function fillRow(view) {
  const { keys, queries, words } = view.told;
  remembered(view);
  const first = view.at.row * keys.length;
  const value = view.answer.subarray(first, first + keys.length).includes(0) ? 1 : 0;
  view.answer.fill(value, first, first + keys.length);
  return `Row of query ${queries[view.at.row].place}: ${words.answer[value]}`;
}
