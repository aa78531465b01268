// The bar above the stages: look or paint, how the mask is written, the picture to take away.
import { canStep } from "./book.js";
import { createBrush } from "./brush.js";
import { button, element, icon, setMark } from "../shared/dom.js";
import { clearPaint, undo } from "./paint.js";
import { NOTATIONS } from "../shared/pictures.js";
import { savePicture } from "./png.js";
import { createProjector } from "./projector.js";
import { isHidden, isShown } from "./seen.js";

function notationChoice(view) {
  const select = element("select", { "aria-label": "Mask written as" });
  select.addEventListener("change", () => {
    view.notation = select.value;
    view.redraw();
  });
  return select;
}

function fillNotations(view, select) {
  const names = Object.keys(NOTATIONS).filter(
    (name) => name !== "vector" || view.scene.real.length > 0,
  );
  if (!names.includes(view.notation)) view.notation = "read";
  if (select.options.length !== names.length) {
    select.replaceChildren(
      ...names.map((name) => element("option", { value: name }, NOTATIONS[name].label)),
    );
  }
  select.value = view.notation;
}

export function createTools(view) {
  const choose = (tool) => () => {
    view.tool = tool;
    if (tool === "paint" && view.notation === "vector") view.notation = "read";
    view.redraw();
  };
  const look = button("Look", choose("look"), { title: "Click a cell to lock it" }, icon("look"));
  const paint = button(
    "Paint",
    choose("paint"),
    {
      title:
        "Click or drag over the mask: what may be read is blocked, and back. By keyboard: arrow " +
        "keys choose a cell, Space paints it, Shift with an arrow key paints along",
    },
    icon("paint"),
  );
  const back = button(
    "",
    () => undo(view),
    { "aria-label": "Undo", title: "Undo (Ctrl+Z)" },
    icon("undo"),
  );
  const again = button(
    "",
    () => undo(view, true),
    { "aria-label": "Redo", title: "Redo (Ctrl+Shift+Z)" },
    icon("redo"),
  );
  const clear = button("Clear", () => clearPaint(view), { title: "Take back all painted cells" });
  const save = button(
    "PNG",
    () => savePicture(view),
    { "aria-label": "Download the picture (PNG)", title: "Download the picture" },
    icon("save"),
  );
  const modes = element(
    "div",
    { class: "mv-switch", role: "group", "aria-label": "What a click does" },
    look,
    paint,
  );
  const brush = createBrush(view);
  const steps = element("div", { class: "mv-steps" }, back, again, clear);
  const select = notationChoice(view);
  const written = element(
    "label",
    { class: "mv-written" },
    element("span", {}, "Mask written as"),
    select,
  );
  const projector = createProjector(view);
  const bar = element("div", { class: "mv-tools" }, modes, brush.whole, steps, written, projector.made, save);

  function refresh() {
    const { scene, tool } = view;
    modes.hidden = !scene.paintable || isHidden(view, "paint") || !isShown(view, "mask");
    if (modes.hidden) view.tool = "look";
    written.hidden = !isShown(view, "mask");
    brush.refresh();
    projector.refresh();
    steps.hidden = view.tool !== "paint";
    setMark(look, "aria-pressed", tool === "look");
    setMark(paint, "aria-pressed", tool === "paint");
    back.disabled = !canStep(view.history, scene.slot, false);
    again.disabled = !canStep(view.history, scene.slot, true);
    clear.disabled = !view.book[scene.slot];
    fillNotations(view, select);
    view.root.classList.toggle("mv-painting", view.tool === "paint");
  }
  return { bar, refresh, paints: () => !modes.hidden && !bar.hidden };
}
