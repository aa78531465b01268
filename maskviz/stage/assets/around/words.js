// The title of the page, what stands on top of the mask as chips, and what is said of it.
import { button, element, setText } from "../shared/dom.js";
import { createCopy } from "./copy.js";
import { createPhoneBar } from "./phonebar.js";
import { paragraph, refill, renewed } from "./rich.js";
import { createStory } from "./story.js";
import { withTaps } from "../shared/tap.js";

// By keyboard past all that stands above; it is seen while it has the focus.
function toPicture(skip) {
  skip.closest(".mv-page").querySelector('.mv-overlay[tabindex="0"]')?.focus();
}

export function startWords(parent, report) {
  const title = element("h1");
  const chips = element("div", { class: "mv-chips", role: "group", "aria-label": "On top of it" });
  const lines = element("div", { class: "mv-lines" });
  const labs = element("nav", { class: "mv-labs", "aria-label": "Labs with this state" });
  const told = element("div", { class: "mv-told" }); // what the words open
  const notes = element("div", { class: "mv-notes", "aria-live": "polite" });
  const copy = createCopy();
  const story = createStory();
  const head = element("div", { class: "mv-head-line" }, title, copy.whole, chips, story.whole);
  const skip = button("To the picture", () => toPicture(skip), { class: "mv-skip" });
  const root = element("header", { class: "mv-words" }, skip, head, lines, told, labs, notes);
  const phone = createPhoneBar();
  parent.append(phone.whole, root);
  return { root, phone, title, chips, lines, told, labs, notes, copy, story, report };
}

function chipOf(report, { key, label, on, help }) {
  const attributes = { class: "mv-addition", "data-id": key, "aria-pressed": on, title: help };
  const sign = element("span", { class: "mv-sign", "aria-hidden": "true" }, on ? "×" : "+");
  return button(label, () => report.trigger("chip", key), attributes, sign);
}

// The pages that answer what one may ask here; each opens with this state, where that has a link, or
// with a query of its own.
function drawLabs(view, labs, link) {
  if (renewed(view, "labs", labs)) {
    const linkOf = ({ address, question, query = "" }) =>
      element("a", { "data-id": address, "data-query": query }, question);
    refill(view.labs, ...labs.map(linkOf));
    view.labs.hidden = labs.length === 0;
  }
  for (const lab of view.labs.children)
    lab.href = `./${lab.dataset.id}${lab.dataset.query || (link ?? "")}`;
}

// The sentences under the title; each word of the field can be tapped where it first stands.
function drawLines(view, lines, glossary) {
  const [met, opened] = [new Set(), []];
  const tapped = (said) => {
    if (!glossary || typeof said !== "string") return [said];
    const [nodes, told] = withTaps(said, glossary, met);
    opened.push(...told);
    return nodes;
  };
  const made = lines.map((rich) => paragraph(rich.flatMap(tapped)));
  view.lines.replaceChildren(...made);
  view.told.replaceChildren(...opened);
}

export function drawWords(view, said, glossary) {
  const { title, chips, lines, labs = [], notes, link, nolink } = said;
  setText(view.title, title);
  setText(view.phone.name, title);
  view.copy.offer(link, nolink);
  view.story.tell(said.story);
  if (renewed(view, "chips", chips)) {
    refill(view.chips, ...chips.map((chip) => chipOf(view.report, chip)));
    view.chips.hidden = chips.length === 0;
  }
  if (renewed(view, "lines", [lines, Boolean(glossary)])) drawLines(view, lines, glossary);
  drawLabs(view, labs, link);
  if (!renewed(view, "notes", notes)) return;
  view.notes.replaceChildren(...notes.map((rich) => paragraph(rich, { role: "note" })));
  view.notes.hidden = notes.length === 0;
}
