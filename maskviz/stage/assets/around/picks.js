// Rows of tokens to press: which are sensitive, begin a document, are global, have which level.
import { button, element, setMark } from "../shared/dom.js";
import { refill, renewed } from "./rich.js";
import { visible } from "../shared/words.js";

const FEW = 3; // rows that are shown at once; more wait in a panel

export function startPicks(parent, report) {
  const rows = element("div", { class: "mv-picks" });
  const summary = element("summary", {}, "Which token is what");
  const panel = element("details", { class: "mv-table" }, summary);
  parent.append(rows);
  return { parent, rows, panel, report, pressed: new Map() };
}

// Of two quick clicks only the last may arrive: each tells the whole row.
function press(view, made, name, position) {
  const pressed = view.pressed.get(name);
  if (!pressed.delete(position)) pressed.add(position);
  setMark(made, "aria-pressed", pressed.has(position));
  view.report.trigger("pick", { name, on: [...pressed].sort((a, b) => a - b) });
}

function pickRow(view, { name, label, tokens, on }) {
  const pressed = new Set(on);
  view.pressed.set(name, pressed);
  const buttons = tokens.map((token, position) => {
    const attributes = {
      class: "mv-pick",
      "data-id": `${name} ${position}`,
      "aria-pressed": pressed.has(position),
    };
    const place = element("small", {}, String(position));
    const word = element("bdi", {}, visible(token));
    const made = button("", () => press(view, made, name, position), attributes, word, place);
    return made;
  });
  const title = element("span", { class: "mv-pick-label" }, label);
  const about = { class: "mv-pick-row", role: "group", "aria-label": label };
  return element("div", about, title, ...buttons);
}

export function drawPicks(view, picks) {
  const tokens = picks.map((row) => [row.name, row.label, row.tokens]);
  if (renewed(view, "rows", tokens)) {
    const [place, whole] = picks.length > FEW ? [view.panel, view.panel] : [view.parent, view.rows];
    if (picks.length === 0) view.parent.replaceChildren();
    else if (view.parent.firstChild !== whole) view.parent.replaceChildren(whole);
    if (view.rows.parentElement !== place) place.append(view.rows);
    refill(view.rows, ...picks.map((row) => pickRow(view, row)));
    return;
  }
  picks.forEach(({ name, on }, i) => {
    const pressed = new Set(on);
    view.pressed.set(name, pressed);
    [...view.rows.children[i].querySelectorAll("button")].forEach((made, position) => {
      setMark(made, "aria-pressed", pressed.has(position));
    });
  });
}
