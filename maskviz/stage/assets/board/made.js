// How a mask of several rules is made: the AND of what may be read, or the OR of what is blocked.
import { button, element, sized } from "../shared/dom.js";
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
  return {
    whole: element(
      "div",
      { class: "mv-made" },
      element("div", { class: "mv-made-head" }, name, switcher),
      row,
    ),
    row,
    buttons: [and, or],
    or: false,
  };
}

function miniature(view, title, open) {
  const { scene, theme, scales, made } = view;
  const ratio = window.devicePixelRatio || 1;
  const canvas = element("canvas", { "data-rule": title, role: "img", "aria-label": title });
  const { w, h } = shapeIn(RULE_SIDE, scene.keys, scene.queries);
  const picture = maskPicture(
    scene.queries,
    scene.keys,
    open,
    made.or ? "blocked" : "read",
    theme,
    scales,
  );
  const context = sized(canvas, w + 2, h + 2, ratio);
  drawPicture(context, { x: 1, y: 1, w, h }, picture, theme, { ratio, text: false });
  const label = element("span", { class: "mv-made-title", title }, title);
  return element("span", { class: "mv-made-item" }, canvas, label);
}

function sign(text) {
  return element("span", { class: "mv-made-sign" }, text);
}

// One rule; an OR of masks is written out: of what may be read one is enough, all have to block.
function ruleParts(view, { title, allowed, either }) {
  const { made, scene } = view;
  const named = (name) => (made.or ? `blocked by ${name}` : name);
  if (!either.length) return [miniature(view, named(title), allowed)];
  const inside = either.flatMap((part, i) => [
    ...(i ? [sign(made.or ? "∧" : "∨")] : []),
    miniature(view, named(part.title), part.allowed),
  ]);
  return scene.rules.length < 2 ? inside : [sign("("), ...inside, sign(")")];
}

export function drawMade(view) {
  const { made, scene } = view;
  made.whole.hidden = scene.rules.length < 2 && !scene.rules.some((rule) => rule.either.length);
  if (made.whole.hidden) return;
  made.buttons.forEach((button, i) => button.setAttribute("aria-pressed", made.or === Boolean(i)));
  const parts = scene.rules.flatMap((rule, i) => [
    ...(i ? [sign(made.or ? "∨" : "∧")] : []),
    ...ruleParts(view, rule),
  ]);
  made.row.replaceChildren(
    ...parts,
    sign("="),
    miniature(view, made.or ? "blocked" : "may read", scene.allowed),
  );
}
