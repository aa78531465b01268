// A sentence with bold words and code. All of it is text: markup in it stays markup's letters.
import { element } from "../shared/dom.js";

function styled(said) {
  if (typeof said === "string") return said;
  return said.b ? element("strong", {}, said.b) : element("code", {}, said.code);
}

export function phrase(rich) {
  const made = document.createDocumentFragment();
  made.append(...rich.map(styled));
  return made;
}
