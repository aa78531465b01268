// The question of a step: its choices, and after an answer which is right and why.
import { phrase, plainText } from "./phrase.js";
import { renewed } from "../around/rich.js";
import { button, element, setMark, setText } from "../shared/dom.js";

// `choose` is told the key of a choice, or null by who wants to be shown the answer.
export function createAsked(choose) {
  const view = { choose, made: new Map() };
  view.title = element("h3");
  view.question = element("p", { class: "question" });
  view.choices = element("div", { class: "choices", role: "group" });
  view.show = button("", () => choose(null), { class: "show" });
  view.reveal = element("p", { class: "reveal", "aria-live": "polite" });
  view.root = element("section", { class: "asked" });
  view.root.append(view.title, view.question, view.choices, view.show, view.reveal);
  return view;
}

function choiceOf(view, [key, rich]) {
  const sign = element("span", { class: "sign", "aria-hidden": "true" });
  const told = element("small");
  const made = button("", () => view.choose(key), { class: "choice" });
  made.append(sign, element("span", {}, phrase(rich)), told);
  return { key, made, sign, told };
}

function mark({ key, made, sign, told }, { chosen, right }, said) {
  const answered = right !== undefined;
  const good = answered && key === right;
  const bad = answered && key === chosen && key !== right;
  const mine = chosen === key ? said.is_chosen : "";
  made.disabled = answered;
  made.className = `choice${good ? " good" : ""}${bad ? " bad" : ""}`;
  setText(sign, good ? "✓" : bad ? "✗" : "");
  setText(told, [good ? said.is_right : "", mine].filter(Boolean).join(", "));
  setMark(made, "aria-pressed", chosen === key);
}

export function drawAsked(view, asked, id, said) {
  view.root.hidden = !asked;
  if (!asked) return;
  setText(view.title, said.question);
  setText(view.show, said.show);
  if (renewed(view, "question", [id, asked.question, asked.choices])) {
    view.question.replaceChildren(phrase(asked.question));
    view.buttons = asked.choices.map((choice) => choiceOf(view, choice));
    view.choices.setAttribute("aria-label", plainText(asked.question));
    view.choices.replaceChildren(...view.buttons.map(({ made }) => made));
  }
  for (const each of view.buttons) mark(each, asked, said);
  const answered = asked.right !== undefined;
  view.show.hidden = answered;
  if (!renewed(view, "reveal", [id, asked.reveal ?? "", asked.chosen])) return;
  view.reveal.replaceChildren();
  view.reveal.hidden = !answered;
  if (!answered) return;
  const verdict = asked.chosen === asked.right ? said.right : asked.chosen ? said.wrong : said.shown;
  view.reveal.append(element("strong", {}, `${verdict} `), phrase(asked.reveal));
}
