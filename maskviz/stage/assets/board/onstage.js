// One stage in a parent of its own: started once, then given scenes.
import { cellBox } from "../shared/draw.js";
import { onTheme } from "../shared/theme.js";
import { drawAgain, readColours } from "./redraw.js";
import { createView, showScene } from "./view.js";

// For tests and measurements: where cell (q, k) of a stage is drawn, in CSS pixels of its canvas.
// q is a position, k a key (in the output a unit).
function hook(view) {
  return {
    get rings() {
      return view.besides.rings(); // [{ part, q, k, x, y, w, h }], in CSS pixels of the window
    },
    get header() {
      return view.scene;
    },
    get pointMs() {
      return view.pointMs; // what the last hover cost
    },
    texts: (stage) => view.pictures[stage].texts ?? null, // what is written in its cells
    cell(stage, q, k) {
      return cellBox(
        view.placed[stage].plot,
        view.pictures[stage],
        q - view.scene.offset,
        k,
        window.devicePixelRatio || 1,
      );
    },
  };
}

// `report` is told what is done to the stage: report.state(name, value), report.trigger(…);
// `besides` is what the board draws over it: besides.moved() hears that the pictures may stand
// elsewhere.
export function startStage(parent, report, besides) {
  const view = createView(parent, report);
  view.besides = besides;
  view.root.maskviz = hook(view);
  document.fonts?.ready.then(() => view.scene && view.redraw());
  onTheme(view.root, () => {
    const started = performance.now();
    if (!view.scene || !readColours(view)) return;
    drawAgain(view);
    count(view, started);
  });
  return view;
}

function count({ root }, started) {
  root.dataset.drawMs = (performance.now() - started).toFixed(1);
  root.dataset.drawn = Number(root.dataset.drawn ?? 0) + 1;
  performance.measure("maskviz:draw", { start: started, end: performance.now() });
}

// Draws a scene, counts the drawing and says what it took; `started` is when its bytes arrived.
export function drawScene(view, scene, hand, started) {
  if (showScene(view, scene, hand)) count(view, started);
}

export function endStage(view) {
  view.observer.disconnect();
  clearTimeout(view.lockTimer);
  clearTimeout(view.table.due);
}
