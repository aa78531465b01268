// Large type and high contrast for a screen that is looked at from afar: by a key, a button, or the
// link.
import { button, setMark } from "../shared/dom.js";

const KEY = "p";
const MARK = "mv-projector"; // on the document, for what Streamlit draws, and on the board
const TYPED = "input, textarea, select, [contenteditable]";

let chosen = null; // by hand; the link decides until then
let linked = false;
const listeners = new Set(); // what to call when it changes

function isProjected() {
  return chosen ?? linked;
}

function project() {
  document.documentElement.classList.toggle(MARK, isProjected());
  for (const tell of listeners) tell();
}

function turnOver() {
  chosen = !isProjected();
  project();
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== KEY || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.composedPath().some((each) => each.matches?.(TYPED))) return;
  turnOver();
});

// What the link says of the size of type.
export function linkProjector({ type }) {
  if (linked === (type === "large")) return;
  [linked, chosen] = [type === "large", null];
  project();
}

// The button among the tools; the page that holds a stage goes with it.
export function createProjector(view) {
  const about = "Large type and high contrast, for a projector";
  const attributes = { class: "mv-projects", title: `${about} (p)`, "aria-label": `Aa: ${about}` };
  const made = button("Aa", turnOver, attributes);
  const tell = () => {
    if (!view.root.isConnected) return listeners.delete(tell);
    refresh();
    if (view.scene) view.redraw();
  };
  const refresh = () => {
    setMark(made, "aria-pressed", isProjected());
    view.root.closest(".mv-page")?.classList.toggle(MARK, isProjected());
    if (view.root.isConnected) listeners.add(tell);
  };
  return { made, refresh };
}
