// The entry of the sheet of a question: a grid to be painted, pictures or words to choose from, and
// after the reveal the verdict. What is right comes with the verdict and not before.
import { aboutOf } from "./about.js";
import { fillCells, layCells } from "./cells.js";
import { fillChoices, layChoices } from "./choices.js";
import { fillDrawn } from "./drawn.js";
import { watchHand } from "./hand.js";
import { createResult, showResult } from "./result.js";
import { clearAll, createTools, fillRow, showTools, undoLast } from "./tools.js";
import { button, element, setText } from "../shared/dom.js";
import { whenStyled } from "../shared/styled.js";
import { createTeller } from "../shared/teller.js";
import { readTheme } from "../shared/theme.js";
import { unpack } from "../shared/unpack.js";

const sheets = new WeakMap();

function createSheet(parent) {
  const view = { told: null, answer: null, history: [], at: { row: 0, key: 0 }, component: null };
  view.teller = createTeller(view);
  view.report = view.teller.tell;
  view.ask = element("h2", { id: "mv-ask" });
  view.about = element("div", { class: "about" });
  view.drawn = element("div", { class: "drawn" });
  view.work = element("div", { class: "work" });
  view.tools = createTools({
    undo: () => changed(view, undoLast(view)),
    clear: () => changed(view, clearAll(view)),
    fill: () => changed(view, fillRow(view)),
  });
  view.reveal = button("Reveal", () => reveal(view), { class: "main" });
  view.result = createResult({
    next: () => view.report("next", view.told.id),
    again: () => view.report("again", view.told.id),
  });
  view.live = element("p", { class: "hidden", "aria-live": "polite" });
  const left = element("div", { class: "left" }, view.drawn, view.work, view.tools.root, view.reveal);
  const both = element("div", { class: "both" }, left, view.result.root);
  view.root = element("section", { class: "mv-panel mv-predict" });
  view.root.append(view.ask, view.about, both, view.live);
  view.changed = (said) => changed(view, said);
  parent.querySelector(".mv-predict")?.remove(); // left by an older version of this script
  parent.append(view.root);
  watchHand(view);
  view.observer = new ResizeObserver(() => {
    if (view.told && view.root.clientWidth !== view.width) fill(view);
  });
  view.observer.observe(view.root);
  sheets.set(parent, view);
  return view;
}

// After a change by hand: the picture, and one sentence for those who do not see it.
function changed(view, said) {
  fill(view);
  if (said) setText(view.live, said);
}

function reveal(view) {
  const { id, mode } = view.told;
  const cells = [...view.answer.keys()].filter((cell) => view.answer[cell]);
  if (mode !== "grid" && !cells.length) return setText(view.live, "Choose one first.");
  view.report("reveal", { id, cells });
}

function fill(view) {
  const { told } = view;
  view.width = view.root.clientWidth;
  (told.mode === "grid" ? fillCells : fillChoices)(view);
  fillDrawn(view);
  showTools(view);
  view.reveal.hidden = Boolean(told.verdict || told.given);
  view.reveal.disabled = told.mode !== "grid" && !view.answer.includes(1);
  view.root.dataset.drawn = Number(view.root.dataset.drawn ?? 0) + 1;
}

function sizeOf({ mode, queries, keys, choices }) {
  return mode === "grid" ? queries.length * keys.length : choices;
}

function receive(view, message) {
  const { arrays, ...told } = unpack(message);
  const [before, had] = [view.told, Boolean(view.told?.verdict)];
  view.told = { ...told, arrays };
  view.teller.answered(told.taken);
  setText(view.ask, told.ask);
  view.about.replaceChildren(...aboutOf(told.about));
  view.root.classList.toggle("large", told.large);
  const fresh = before?.id !== told.id;
  if (fresh || view.answer.length !== sizeOf(told)) {
    view.answer = new Uint8Array(sizeOf(told));
    view.history = [];
    view.at = { row: 0, key: 0 };
    (told.mode === "grid" ? layCells : layChoices)(view);
  }
  const chosen = told.given ?? told.verdict?.cells;
  if (chosen) {
    view.answer.fill(0);
    for (const cell of chosen) view.answer[cell] = 1;
  }
  fill(view);
  const focused = showResult(view);
  if (told.verdict && (!had || fresh || told.given)) {
    setText(view.live, [told.verdict.score, ...told.verdict.lines].join(" "));
    if (!fresh && !told.given) focused.focus();
  } else if (!told.verdict && had) setText(view.live, told.ask);
}

function same(one, other) {
  return one?.length === other.length && one.every((byte, i) => byte === other[i]);
}

export default function predict(component) {
  const { data, parentElement } = component;
  const view = sheets.get(parentElement) ?? createSheet(parentElement);
  view.component = component;
  whenStyled(parentElement, () => {
    const themed = JSON.stringify(readTheme(view.root));
    if (same(view.message, data) && themed === view.themed) return;
    view.message = data.slice();
    view.themed = themed;
    receive(view, data);
  });
}
