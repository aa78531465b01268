// What the mask does to the model: sentences, guesses as bars, and tokens to write into the text.
import { barLists } from "./bars.js";
import { button, element, setText } from "../shared/dom.js";
import { paragraph, refill } from "./rich.js";
import { visible } from "../shared/words.js";

function tokenButtons({ label, options }, report) {
  const buttons = options.map(([id, text]) =>
    button("", () => report.trigger("token", id), { "data-id": id }, element("bdi", {}, visible(text))),
  );
  const title = element("span", { class: "mv-pick-label" }, label);
  return element("div", { class: "mv-offers", role: "group", "aria-label": label }, title, ...buttons);
}

const BLOCKS = {
  line: ({ text }) => paragraph(text),
  small: ({ text }) => paragraph(text, { class: "mv-small" }),
  bars: ({ lists }) => barLists(lists),
  tokens: tokenButtons,
};

export function startAnswers(parent, report) {
  const title = element("h2");
  const box = element("div", { class: "mv-answers" });
  parent.append(title, box);
  return { title, box, report, blocks: [] };
}

// Blocks that say what they said stay as they are.
export function drawAnswers(view, { title, blocks }) {
  setText(view.title, title);
  const before = view.blocks;
  view.blocks = blocks.map((block, i) => {
    const form = JSON.stringify(block);
    if (before[i]?.form === form) return before[i];
    return { form, made: BLOCKS[block.kind](block, view.report) };
  });
  if (before.length === blocks.length && view.blocks.every((block, i) => block === before[i])) return;
  refill(view.box, ...view.blocks.map(({ made }) => made));
}
