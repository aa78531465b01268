// How a mask of several rules is made: the AND of what may be read, or the OR of what is blocked.
import { button, element, setMark, setText, sized } from "../shared/dom.js";
import { drawPicture } from "../shared/draw.js";
import { shapeIn } from "./layout.js";
import { maskPicture } from "../shared/pictures.js";

const RULE_SIDE = 60;

export function createMade(view) {
  const row = element("div", { class: "mv-made-row" });
  const flip = (or) => () => {
    view.made.or = or;
    drawMade(view);
  };
  const and = button("AND of what may be read", flip(false));
  const or = button("OR of what is blocked", flip(true));
  const switcher = element(
    "div",
    { class: "mv-switch", role: "group", "aria-label": "How the rules are joined" },
    and,
    or,
  );
  const name = element("span", { class: "mv-section" }, "The parts of this mask");
  const head = element("div", { class: "mv-made-head" }, name, switcher);
  const whole = element("div", { class: "mv-made" }, head, row);
  return { whole, row, buttons: [and, or], or: false, items: [], form: "" };
}

// One rule; an OR of masks is written out: of what may be read one is enough, all have to block.
// Pieces are signs, or { title, open }.
function ruleParts({ made, scene }, { title, allowed, either }) {
  const named = (name) => (made.or ? `blocked by ${name}` : name);
  if (!either.length) return [{ title: named(title), open: allowed }];
  const inside = either.flatMap((part, i) => [
    ...(i ? [made.or ? "∧" : "∨"] : []),
    { title: named(part.title), open: part.allowed },
  ]);
  return scene.rules.length < 2 ? inside : ["(", ...inside, ")"];
}

function pieceItem(piece) {
  if (typeof piece === "string")
    return { whole: element("span", { class: "mv-made-sign" }, piece) };
  const canvas = element("canvas", { role: "img" });
  const label = element("span", { class: "mv-made-title" });
  return { whole: element("span", { class: "mv-made-item" }, canvas, label), canvas, label };
}

function fillItem(view, item, { title, open }) {
  const { scene, theme, scales, made } = view;
  const ratio = window.devicePixelRatio || 1;
  const { w, h } = shapeIn(RULE_SIDE, scene.keys, scene.queries);
  const way = made.or ? "blocked" : "read";
  const setting = JSON.stringify([scene.keys, scene.queries, ratio, theme, way]);
  for (const name of ["data-rule", "aria-label"]) setMark(item.canvas, name, title);
  setMark(item.label, "title", title);
  setText(item.label, title);
  const same = item.setting === setting && open.every((cell, i) => cell === item.open[i]);
  Object.assign(item, { open, setting });
  if (same) return;
  const picture = maskPicture(scene.queries, scene.keys, open, way, theme, scales);
  const context = sized(item.canvas, w + 2, h + 2, ratio);
  drawPicture(context, { x: 1, y: 1, w, h }, picture, theme, { ratio, text: false });
}

export function drawMade(view) {
  const { made, scene } = view;
  made.whole.hidden = scene.rules.length < 2 && !scene.rules.some((rule) => rule.either.length);
  if (made.whole.hidden) return;
  made.buttons.forEach((button, i) => setMark(button, "aria-pressed", made.or === Boolean(i)));
  const pieces = scene.rules.flatMap((rule, i) => [
    ...(i ? [made.or ? "∨" : "∧"] : []),
    ...ruleParts(view, rule),
  ]);
  pieces.push("=", { title: made.or ? "blocked" : "may read", open: scene.allowed });
  const form = pieces.map((piece) => (typeof piece === "string" ? piece : "□")).join(" ");
  if (form !== made.form) {
    made.form = form;
    made.items = pieces.map(pieceItem);
    made.row.replaceChildren(...made.items.map(({ whole }) => whole));
  }
  pieces.forEach((piece, i) => {
    if (made.items[i].canvas) fillItem(view, made.items[i], piece);
  });
}
