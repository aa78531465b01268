// What is built once and filled with every message: the flow and the row keep their elements.
import { setMark, setText } from "./dom.js";

// Runs `fill` now and then, whenever the view has something new.
export function fillNow(view) {
  for (const fill of view.fills) fill();
}

// An element whose text is what `say` says, read again with every message.
export function live(view, made, say) {
  view.fills.push(() => setText(made, say()));
  return made;
}

// The same for attributes: { name: say }.
export function liveNames(view, made, names) {
  view.fills.push(() => {
    for (const [name, say] of Object.entries(names)) setMark(made, name, say());
  });
  return made;
}
