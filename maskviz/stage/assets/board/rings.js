// What to look at: rings over stages and around other parts of the board. They are elements above
// the canvases, so that nothing is drawn again for them.
import { showFigure, stageTitle } from "./figures.js";
import { NARROW } from "./layout.js";
import { seenOf } from "./seen.js";
import { edge } from "../shared/draw.js";
import { element, setStyle, setText } from "../shared/dom.js";
import { STAGES } from "../shared/pictures.js";
import { visible } from "../shared/words.js";

const HOLE = 12; // px, the least side of what is inside a ring
const INSIDE = 5; // px that a ring may stand inside a large cell, where its neighbours need the room
const FREE = 20; // px of a cell that a ring leaves
const CALLED = {
  words: "the title",
  flow: "the flow of the model",
  picks: "the tokens to click",
  figures: "the line of figures",
  heads: "the heads",
  row: "the locked row, number by number",
  answers: "what it does to the model",
  panels: "the buttons under the board",
};

// From where to where the cells of one side go, in CSS pixels of the canvas; `before` is where
// their labels begin. Nothing where there is no such cell.
function span(start, length, count, at, before) {
  if (at < 0 || at >= count) return null;
  const ratio = window.devicePixelRatio || 1;
  if (at === null) return [before, start + length];
  return [edge(start, length, count, at, ratio), edge(start, length, count, at + 1, ratio)];
}

// A small cell gets a hole to be seen in; a large one gives its neighbours some of its own room.
function roomy([from, to]) {
  const side = to - from;
  const less = side < HOLE ? (side - HOLE) / 2 : Math.min(INSIDE, Math.max(0, (side - FREE) / 2));
  return [from + less, to - less];
}

// Where a ring stands in the canvas of its stage, null where the stage has no such cell. A row and a
// column take their labels in, the whole stage all of its canvas.
export function ringBox({ placed, pictures, scene }, { part, q, k }) {
  const { plot, labelled, thumb, width, height } = placed[part];
  const { rows, columns } = pictures[part];
  if (q === null && k === null) return { x: 0, y: 0, w: width, h: height };
  const row = q === null ? null : rows === 1 ? 0 : q - scene.offset;
  const across = span(plot.x, plot.w, columns, k, labelled ? 1 : plot.x);
  const down = span(plot.y, plot.h, rows, row, thumb ? plot.y : 1);
  if (!across || !down) return null;
  const [left, right] = k === null ? across : roomy(across);
  const [top, bottom] = q === null ? down : roomy(down);
  return { x: left, y: top, w: right - left, h: bottom - top };
}

function placed(view, ring) {
  const drawn = view?.placed?.[ring.part] && view.pictures[ring.part];
  return drawn ? ringBox(view, ring) : null;
}

// The box that holds a ring around a part of the board, if that part is there.
function boxOfPart({ places }, part) {
  if (part === "heads") return places.stage.view?.heads.whole;
  if (part === "words") return places.words.view?.root;
  return places[part]?.box;
}

function named(scene, { part, q, k }) {
  if (!STAGES.includes(part)) return CALLED[part];
  const title = stageTitle(part, scene);
  const said = [`the ${title.charAt(0).toLowerCase()}${title.slice(1)}`];
  if (q !== null) said.push(`row ${q} ${visible(scene.queryTokens[q] ?? "")}`);
  if (k !== null && part === "output") said.push(`unit ${k}`);
  else if (k !== null) said.push(`column ${k} ${visible(scene.tokens[k] ?? "")}`);
  return said.join(", ");
}

// "Look at: the weights, row 3 cat, column 1 The"
function lookAt(view, rings) {
  const said = rings.map((ring) => named(view.scene, ring)).join("; and ");
  return said && `Look at: ${said}`;
}

// Takes over the rings of a message; those of before stay where they are.
export function takeRings(board, header) {
  const { rings } = seenOf(header);
  const form = JSON.stringify(rings);
  if (form === board.rings?.form) return placeRings(board);
  board.rings?.all.forEach(({ made }) => made.remove());
  const made = () => element("div", { class: "mv-ring", "aria-hidden": "true" });
  const all = rings.map((ring) => ({ ring, made: made() }));
  board.rings = { form, all, said: board.rings?.said ?? saying(board), due: rings.length > 0 };
  placeRings(board);
}

function saying({ root }) {
  const said = element("p", { class: "mv-hidden", "aria-live": "polite" });
  said.classList.add("mv-look");
  root.append(said);
  return said;
}

// Puts the rings where what they are around is drawn now; called whenever that may have moved.
export function placeRings(board) {
  if (!board.rings) return;
  const { view } = board.places.stage;
  const shown = board.rings.all.filter((each) => placeRing(board, view, each));
  for (const [name, { whole, jump }] of Object.entries(view?.figures ?? {})) {
    const ringed = shown.some(({ ring }) => ring.part === name);
    whole.classList.toggle("mv-ringed", ringed);
    jump.classList.toggle("mv-ringed", ringed);
  }
  if (view?.scene) setText(board.rings.said, lookAt(view, shown.map(({ ring }) => ring)));
  const first = shown.find(({ ring }) => STAGES.includes(ring.part));
  if (!board.rings.due || !first || !view.width) return;
  board.rings.due = false;
  if (view.width < NARROW) showFigure(view.board, view.figures[first.ring.part]);
}

// Whether there is something to ring.
function placeRing(board, view, { ring, made }) {
  const stage = STAGES.includes(ring.part);
  const box = stage && placed(view, ring);
  const parent = stage ? view?.figures[ring.part].canvases : boxOfPart(board, ring.part);
  const there = Boolean(parent) && (!stage || Boolean(box)) && !parent.closest("[hidden]");
  if (!there) {
    made.remove();
    return false;
  }
  if (made.parentElement !== parent) parent.append(made);
  for (const [name, value] of stage ? sides(box) : []) setStyle(made, name, `${value}px`);
  made.classList.toggle("mv-around", !stage);
  return true;
}

function sides({ x, y, w, h }) {
  return Object.entries({ left: x, top: y, width: w, height: h });
}

// For tests and measurements: where each ring is drawn, in CSS pixels of the window.
export function ringsDrawn(board) {
  const drawn = (board.rings?.all ?? []).filter(({ made }) => made.isConnected);
  return drawn.map(({ ring, made }) => {
    const { x, y, width, height } = made.getBoundingClientRect();
    return { ...ring, x, y, w: width, h: height };
  });
}
