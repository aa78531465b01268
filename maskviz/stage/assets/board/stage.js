// The entry: Streamlit calls it for every message and every change of theme, with the same parent.
import { cellBox } from "../shared/draw.js";
import { readScene } from "../shared/scene.js";
import { createView, showScene } from "./view.js";

const views = new WeakMap();

// FNV-1a: tells whether a message is the one that is already drawn.
function digest(bytes) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return (hash >>> 0).toString(16);
}

// For tests and measurements: where cell (q, k) of a stage is drawn, in CSS pixels of its canvas.
// q is a position, k a key (in the output a unit).
function hook(view) {
  return {
    get header() {
      return view.scene;
    },
    get pointMs() {
      return view.pointMs; // what the last hover cost
    },
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

function receive(view, message) {
  const started = performance.now();
  const { dataset } = view.root;
  const now = digest(message);
  const scene = now === dataset.digest ? view.scene : readScene(message);
  if (!showScene(view, scene)) return;
  dataset.digest = now;
  dataset.drawMs = (performance.now() - started).toFixed(1);
  dataset.drawn = Number(dataset.drawn ?? 0) + 1;
  performance.measure("maskviz:draw", { start: started, end: performance.now() });
}

// The style sheet is fetched beside this script; before it is there nothing can be measured.
function whenStyled(parent, then) {
  const link = parent.querySelector("link[rel=stylesheet]");
  if (!link || link.sheet) return then();
  link.addEventListener("load", then, { once: true });
}

export default function stage(component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = createView(parentElement);
    view.calls = 0;
    view.root.maskviz = hook(view);
    views.set(parentElement, view);
    document.fonts?.ready.then(() => view.scene && view.redraw());
  }
  view.component = component;
  const call = ++view.calls;
  if (data) whenStyled(parentElement, () => call === view.calls && receive(view, data));
  return () => {
    // Streamlit also cleans up after a call that a newer one overtook; the stage then lives on.
    setTimeout(() => {
      if (call !== view.calls || parentElement.isConnected) return;
      view.observer.disconnect();
      clearTimeout(view.lockTimer);
      views.delete(parentElement);
    });
  };
}
