// One line of figures under the picture, each with its name above it.
import { element, setText } from "../shared/dom.js";

export function startLine(parent) {
  const root = element("dl", { class: "mv-figures" });
  parent.append(root);
  return { root, pairs: [] };
}

function pair(root) {
  const made = { term: element("dt"), value: element("dd") };
  made.whole = element("div", {}, made.term, made.value);
  root.append(made.whole);
  return made;
}

export function drawFigureLine(view, figures) {
  while (view.pairs.length > figures.length) view.pairs.pop().whole.remove();
  figures.forEach(([term, value], i) => {
    const made = (view.pairs[i] ??= pair(view.root));
    setText(made.term, term);
    setText(made.value, value);
  });
}
