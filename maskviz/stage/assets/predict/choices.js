// Pictures or words of which one is to be chosen.
import { element, setMark, setText } from "../shared/dom.js";
import { MARKS, SIGNS, layOut, layTokens } from "./cells.js";
import { pictureSaid } from "./drawn.js";

const LETTERS = "ABCDEFGH";
const SIDE = { usual: 150, large: 230 }; // px of a picture, about
const BESIDE = 84; // px of the frames of two pictures and between them

function choiceOf({ told, root }, choice) {
  const count = told.queries.length * told.keys.length;
  const cells = told.arrays.pictures.data.subarray(choice * count, (choice + 1) * count);
  const squares = [...cells].map((open) => element("i", { class: open ? "open" : "shut" }));
  const drawn = element("span", { class: "small", "aria-hidden": "true" }, ...squares);
  const pair = (root.clientWidth - BESIDE) / 2; // two stand side by side on a phone
  const wide = Math.min(told.large ? SIDE.large : SIDE.usual, pair);
  const step = Math.max(8, Math.floor(wide / told.keys.length));
  drawn.style.setProperty("--step", `${step}px`);
  drawn.style.setProperty("--keys", told.keys.length);
  return { drawn, squares, said: pictureSaid(told, cells) };
}

export function layChoices(view) {
  const { told } = view;
  const pick = (choice) => {
    view.answer.fill(0);
    view.answer[choice] = 1;
    view.changed();
  };
  view.choices = Array.from({ length: told.choices }, (_, choice) => {
    const input = element("input", { type: "radio", name: `mv-choice-${told.id}`, value: choice });
    input.addEventListener("change", () => pick(choice));
    const letter = element("b", {}, told.mode === "words" ? "" : LETTERS[choice]);
    const picture = told.mode === "pictures" ? choiceOf(view, choice) : null;
    const shown = picture ? picture.drawn : element("span", { class: "word" }, told.texts[choice]);
    const also = element("span", { class: "also" });
    const root = element("label", { class: "choice" }, input, letter, shown, also);
    if (picture) input.setAttribute("aria-label", `${LETTERS[choice]}: ${picture.said}`);
    return { root, input, also, squares: picture?.squares ?? [] };
  });
  const group = { class: `choices ${told.mode}`, role: "radiogroup", "aria-labelledby": "mv-ask" };
  const tokens = told.mode === "pictures" ? layTokens(view) : [];
  const choices = element("div", group, ...view.choices.map(({ root }) => root));
  view.work.replaceChildren(...tokens, choices);
}

export function fillChoices(view) {
  const { verdict, mode } = view.told;
  if (mode === "pictures") layOut(view);
  view.choices.forEach(({ root, input, also, squares }, choice) => {
    const mark = verdict ? verdict.choices[choice] : 0;
    const picked = Boolean(view.answer[choice]);
    input.checked = picked;
    input.disabled = Boolean(verdict);
    const kinds = ["choice", picked ? "picked" : "", MARKS[mark]];
    setMark(root, "class", kinds.filter(Boolean).join(" "));
    setText(also, verdict ? [SIGNS[mark], verdict.texts[choice]].filter(Boolean).join(" ") : "");
    squares.forEach((square, cell) => {
      const wrong = picked && verdict && verdict.marks[cell] > 1 ? verdict.marks[cell] : 0;
      setText(square, wrong ? SIGNS[wrong] : "");
      square.classList.toggle("wrong", Boolean(wrong));
      square.classList.toggle("first", Boolean(wrong) && verdict.first === cell);
    });
  });
  view.root.classList.toggle("revealed", Boolean(verdict));
}
