// Sentences with bold words. All of it is text: markup in it stays markup's letters.
import { element } from "../shared/dom.js";

function piece(said) {
  const ready = typeof said === "string" || said instanceof Node;
  return ready ? said : element("strong", {}, said.b);
}

export function paragraph(rich, attributes = {}) {
  return element("p", attributes, ...rich.map(piece));
}

// Whether a value is the one that was last shown under this name; touches nothing when it is.
export function renewed(view, name, value) {
  const form = JSON.stringify(value);
  if (view.forms?.[name] === form) return false;
  view.forms = { ...view.forms, [name]: form };
  return true;
}

// Makes the children of a box anew; what had the focus in it has it again: the element of the same
// data-id, else the one that now stands in its place.
export function refill(box, ...children) {
  const focused = box.getRootNode().activeElement;
  const inside = focused && box.contains(focused);
  const place = inside ? [...box.querySelectorAll("[data-id]")].indexOf(focused) : -1;
  const id = focused?.dataset?.id;
  box.replaceChildren(...children);
  if (place < 0) return;
  const now = [...box.querySelectorAll("[data-id]")];
  const same = now.find((each) => each.dataset.id === id) ?? now[Math.min(place, now.length - 1)];
  same?.focus({ preventScroll: true });
}
