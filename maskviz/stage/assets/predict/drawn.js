// Pictures that are shown beside a choice of words: what came out, and with the verdict what was
// meant, with a sign in each cell where they differ.
import { element } from "../shared/dom.js";
import { MARKS, SIGNS } from "./cells.js";

const SQUARE = { usual: 30, large: 46 }; // px of a cell
const SMALL = 14; // px of a cell, where two pictures do not fit beside each other
const PLACES = 20; // px of the places of the queries
const GAP = 18; // px between two pictures

// The rows of a picture in words: “query 0 may read 0; query 1 may read 0, 1”.
export function pictureSaid({ queries, keys }, cells) {
  const rows = queries.map(({ place }, row) => {
    const open = keys.filter((_, key) => cells[row * keys.length + key]).map((key) => key.place);
    return `query ${place} may read ${open.length ? open.join(", ") : "nothing"}`;
  });
  return rows.join("; ");
}

function pictureOf({ told }, name, cells) {
  const { queries, keys, verdict } = told;
  const place = (each) => element("b", {}, String(each.place));
  const squares = [...cells].map((open, cell) => {
    const mark = verdict ? verdict.marks[cell] : 0;
    const kinds = [open ? "open" : "shut", mark ? "apart" : ""];
    if (verdict?.first === cell) kinds.push("first");
    return element("i", { class: kinds.filter(Boolean).join(" ") }, mark ? SIGNS[mark] : "");
  });
  const rows = queries.flatMap((query, row) => [
    place(query),
    ...squares.slice(row * keys.length, (row + 1) * keys.length),
  ]);
  const drawn = element("div", { class: "small", "aria-hidden": "true" });
  drawn.append(element("b"), ...keys.map(place), ...rows);
  const said = element("p", { class: "hidden" }, pictureSaid(told, cells));
  return element("figure", {}, element("figcaption", {}, name), drawn, said);
}

// Draws them again: there are more of them with the verdict, and they fit the width.
export function fillDrawn(view) {
  const { told, drawn } = view;
  const names = told.verdict?.drawn ?? told.drawn ?? [];
  drawn.hidden = !names.length;
  if (!names.length) return drawn.replaceChildren();
  const { keys, queries, large, arrays } = told;
  const count = queries.length * keys.length;
  const pictures = names.map((name, i) =>
    pictureOf(view, name, arrays.pictures.data.subarray(i * count, (i + 1) * count)),
  );
  drawn.replaceChildren(...pictures);
  const most = SQUARE[large ? "large" : "usual"];
  const pair = Math.floor((view.width - GAP - 2 * PLACES) / (2 * keys.length)) - 1;
  drawn.style.setProperty("--step", `${Math.max(SMALL, Math.min(most, pair))}px`);
  drawn.style.setProperty("--places", `${PLACES}px`);
  drawn.style.setProperty("--keys", keys.length);
}
