// The next word: covered, with a few to choose among, until it is revealed. While it is covered the
// answer is not here: the server sends it when it is asked for.
import { paragraph, renewed } from "../around/rich.js";
import { button, element } from "../shared/dom.js";

export function createNext(view) {
  view.next = element("section", { "data-stage": "next" });
  return view.next;
}

function covered(view, { after, choices }) {
  const { said, chosen } = view.data; // a guess is one of this picture, whatever is chosen since
  if (view.data.fixed.includes("open")) return [paragraph([said.question])];
  const ask = (guess) => () => view.teller.tell("reveal", { picture: chosen, guess });
  return [
    element("p", {}, said.question),
    element(
      "div",
      { class: "guesses", role: "group", "aria-label": said.question },
      ...choices.map((word) => button(word, ask(word), { "data-guess": word })),
      button(said.reveal, ask(null), { class: "reveal" }),
    ),
  ];
}

function bar({ word, share, told, best, mine }) {
  const length = element("i");
  length.style.setProperty("--share", share);
  return element(
    "tr",
    { class: best ? "best" : "" },
    element("th", { scope: "row" }, word, ...(mine ? [element("small", {}, mine)] : [])),
    element("td", { class: "length" }, length),
    element("td", {}, told),
  );
}

function revealed({ bars, told }) {
  return [paragraph(told), element("table", {}, element("tbody", {}, ...bars.map(bar)))];
}

// `next` is null between a choice and what the server says to it.
export function drawNext(view, next) {
  view.next.hidden = !view.data.shown.includes("next");
  view.next.classList.toggle("waiting", !next);
  if (view.next.hidden || !next || !renewed(view, "next", [view.data.chosen, next])) return;
  const focused = view.next.contains(view.next.getRootNode().activeElement);
  view.next.replaceChildren(
    element("h2", {}, view.data.said.next),
    ...(next.bars ? revealed(next) : covered(view, next)),
  );
  view.next.tabIndex = -1;
  view.next.setAttribute("aria-live", "polite");
  if (focused) view.next.focus({ preventScroll: true });
}
