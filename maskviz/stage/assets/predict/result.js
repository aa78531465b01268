// The verdict: the score in words, what explains the first wrong cell, and where to go on.
import { button, element, setText } from "../shared/dom.js";
import { MARKS, SIGNS } from "./cells.js";

export function createResult({ next, again }) {
  const result = {
    score: element("h3"),
    lines: element("div"),
    key: element("p", { class: "key" }),
    next: button("Next question", next, { class: "main" }),
    again: button("Try again", again),
    link: element("a", { class: "look", target: "_self" }, "Show in the playground"),
  };
  const bar = element("div", { class: "bar" }, result.next, result.again, result.link);
  result.root = element("div", { class: "result" }, result.score, result.lines, result.key, bar);
  return result;
}

function legendOf({ words, verdict }) {
  return [1, 2, 3].map((mark) =>
    element(
      "span",
      {},
      element("i", { class: `mark ${MARKS[mark]}` }, SIGNS[mark]),
      `${words.marks[mark]}: ${verdict.counts[mark]}`,
    ),
  );
}

// Shows the verdict where there is one; returns what one goes on with.
export function showResult(view) {
  const { result, told } = view;
  const { verdict } = told;
  result.root.hidden = !verdict;
  if (!verdict) return result.next;
  setText(result.score, `${verdict.right ? "✓" : "✕"} ${verdict.score}`);
  result.lines.replaceChildren(...verdict.lines.map((line) => element("p", {}, line)));
  result.key.replaceChildren(...(verdict.counts ? legendOf(told) : []));
  result.key.hidden = !verdict.counts;
  result.next.hidden = Boolean(told.given) && !verdict.right;
  result.again.hidden = Boolean(told.given);
  result.link.href = verdict.link;
  result.link.hidden = !verdict.link;
  return result.next;
}
