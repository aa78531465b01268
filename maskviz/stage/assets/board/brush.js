// What paint does to a cell: open and block it, or add a bias of some strength to its score.
import { button, element, setMark, setText } from "../shared/dom.js";
import { showsBias } from "../shared/pictures.js";
import { biasSaid, signed } from "../shared/words.js";

const STRONGEST = 10;
const HINTS = {
  look: "Point at a cell. A click locks it, the arrow keys move it.",
  cells: "Click or drag over the mask: what may be read is blocked, and back.",
};

export function paintsBias({ tool, brush }) {
  return tool === "paint" && brush === "bias";
}

export function hintOf(view) {
  if (!paintsBias(view)) return HINTS[view.tool === "paint" ? "cells" : "look"];
  const { strength } = view;
  const does = strength ? `${signed(strength)} is added to each score` : "each bias goes";
  return `Click or drag over cells that may be read: ${does}.`;
}

export function createBrush(view) {
  const choose = (brush) => () => {
    view.brush = brush;
    if (brush === "bias" && !showsBias(view.notation)) view.notation = "read";
    view.redraw();
  };
  const cells = button("May read, blocked", choose("cells"), { title: "A cell turns from one to the other" });
  const bias = button("Bias", choose("bias"), { title: "Add a number to scores" });
  const choice = element(
    "div",
    { class: "mv-switch", role: "group", "aria-label": "What the brush does" },
    cells,
    bias,
  );
  const range = { type: "range", min: -STRONGEST, max: STRONGEST, step: 0.5, "aria-label": "Bias" };
  const slider = element("input", range);
  const said = element("output");
  const strength = element("label", { class: "mv-strength" }, slider, said);
  slider.addEventListener("input", () => {
    view.strength = Number(slider.value);
    refresh();
    view.point();
  });

  function refresh() {
    setMark(cells, "aria-pressed", view.brush === "cells");
    setMark(bias, "aria-pressed", view.brush === "bias");
    whole.hidden = view.tool !== "paint";
    strength.hidden = view.brush !== "bias";
    slider.value = view.strength;
    setText(said, view.strength ? biasSaid(view.strength) : "0: takes it off");
    setMark(slider, "aria-valuetext", said.textContent);
  }
  const whole = element("div", { class: "mv-brush" }, choice, strength);
  return { whole, refresh };
}
