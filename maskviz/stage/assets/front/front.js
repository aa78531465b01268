// The entry of the first page's picture: Streamlit calls it for every message. What is chosen is
// shown at once and told to the server, whose answers to older choices are passed over.
import { createChoice, drawChoice } from "./choice.js";
import { createNext, drawNext } from "./next.js";
import { createStages, drawRow, drawStages } from "./stages.js";
import { paragraph, renewed } from "../around/rich.js";
import { element } from "../shared/dom.js";
import { holdAddress } from "../shared/history.js";
import { whenStyled } from "../shared/styled.js";
import { createTeller } from "../shared/teller.js";

const fronts = new WeakMap();
let leaving = false; // then Streamlit takes this page's words out of the address, which Back wants

function pictureOf(view) {
  return view.data.pictures.find(({ name }) => name === view.chosen);
}

// A choice of this hand: shown now, told to the server.
function look(view, chosen, row) {
  if (chosen === view.chosen && row === view.row) return;
  const covered = chosen !== view.chosen;
  [view.chosen, view.row] = [chosen, row];
  draw(view, covered);
  view.teller.tell("look", { picture: chosen, row });
}

// Links that open in this tab do so without loading the app again.
function doorOf(view, { name, title, href }) {
  const made = element("a", { href, class: `door ${name}` }, title);
  made.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    leaving = true;
    view.teller.tell("door", name);
  });
  return made;
}

function drawDoors(view) {
  const { doors, said } = view.data;
  if (!renewed(view, "doors", doors)) return;
  view.doors.setAttribute("aria-label", said.doors);
  view.doors.replaceChildren(...doors.map((door) => doorOf(view, door)));
  view.doors.hidden = doors.length === 0;
}

// What the cells mean stands above them where there is room, and else here.
function drawLegend(view, { key }) {
  const { said, shown } = view.data;
  const told = { mask: said.maskTold, weights: said.weightsTold };
  const seen = shown.map((stage) => told[stage]).filter(Boolean);
  if (!renewed(view, "legend", [key, seen, said.calm])) return;
  const narrow = paragraph([seen.join(" ")], { class: "narrow" });
  view.legend.replaceChildren(narrow, paragraph([...key, " ", said.calm]));
}

function draw(view, covered) {
  const { data } = view;
  const picture = pictureOf(view);
  const row = Math.max(view.row, -picture.pads);
  view.root.classList.toggle("large", data.type === "large");
  drawChoice(view, (name) => look(view, name, view.row));
  drawStages(view, picture, (chosen) => look(view, view.chosen, chosen));
  drawRow(view, picture, row);
  drawNext(view, covered ? null : data.next);
  if (renewed(view, "told", [picture.rows[row + picture.pads]]))
    view.told.replaceChildren(paragraph(picture.rows[row + picture.pads]));
  drawLegend(view, picture);
  drawDoors(view);
  view.root.dataset.drawn = Number(view.root.dataset.drawn ?? 0) + 1;
}

function createFront(parent) {
  const view = { parts: {} };
  view.teller = createTeller(view);
  view.told = element("div", { class: "told", "aria-live": "polite" });
  view.legend = element("div", { class: "legend" });
  view.doors = element("nav", { class: "doors" });
  view.root = element(
    "div",
    { class: "mv-front" },
    createChoice(view),
    ...createStages(view),
    createNext(view),
    view.told,
    view.legend,
    view.doors,
  );
  parent.querySelector(".mv-front")?.remove(); // left by an older version of this script
  parent.append(view.root);
  fronts.set(parent, view);
  return view;
}

// What makes an entry of the browser's history: another picture, or the next word uncovered. The
// row only changes the address.
function marked(search) {
  const words = new URLSearchParams(search);
  return ["start.mask", "start.open"].map((key) => words.get(key)).join(" ");
}

function entry(state, unused, url) {
  if (leaving) return;
  const here = marked(location.search) === marked(new URL(url, location.href).search);
  const change = here ? "replaceState" : "pushState";
  History.prototype[change].call(history, state, unused, url);
}

export default function front(component) {
  const { parentElement, data } = component;
  const view = fronts.get(parentElement) ?? createFront(parentElement);
  view.component = component;
  view.data = data;
  leaving = false;
  view.teller.answered(data.taken);
  const answered = !view.teller.waits();
  if (answered) [view.chosen, view.row] = [data.chosen, data.row];
  whenStyled(parentElement, () => draw(view, !answered));
  return holdAddress(entry);
}
