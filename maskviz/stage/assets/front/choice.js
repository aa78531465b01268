// The four small pictures, of which one is chosen.
import { renewed } from "../around/rich.js";
import { button, element } from "../shared/dom.js";

const SPACE = "http://www.w3.org/2000/svg";

// The cells that may be read as squares; the ground between them is the style sheet's.
function small(cells) {
  const picture = document.createElementNS(SPACE, "svg");
  const path = document.createElementNS(SPACE, "path");
  const squares = cells.flatMap((row, q) =>
    row.map((open, k) => (open ? `M${k + 0.05} ${q + 0.05}h.9v.9h-.9z` : "")),
  );
  picture.setAttribute("viewBox", `0 0 ${cells.length} ${cells.length}`);
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", squares.join(""));
  picture.append(path);
  return picture;
}

export function createChoice(view) {
  view.choice = element("div", { class: "choice", role: "group" });
  return view.choice;
}

export function drawChoice(view, choose) {
  const { pictures, said } = view.data;
  if (renewed(view, "choice", pictures.map(({ name, title }) => [name, title]))) {
    view.choice.setAttribute("aria-label", said.choice);
    view.choice.replaceChildren(
      ...pictures.map(({ name, title, cells }) =>
        button(title, () => view.choose(name), { "data-id": name }, small(cells)),
      ),
    );
  }
  view.choice.hidden = view.data.fixed.includes("mask");
  view.choose = choose;
  for (const made of view.choice.children)
    made.setAttribute("aria-pressed", made.dataset.id === view.chosen);
}
