// A sentence with bold words, code, and words of the field that can be tapped. All of it is text:
// markup in it stays markup's letters.
import { element } from "../shared/dom.js";

let notes = 0;

// The note that a tap opens: by mouse, finger and keyboard; Escape or a tap elsewhere closes it.
function tapped({ text, word, says, href }) {
  const id = `word-${(notes += 1)}`;
  const made = element("button", { type: "button", class: "word", popovertarget: id }, text);
  const more = element("a", { href, target: "_self" }, word);
  const note = element("span", { popover: "", class: "note", id, role: "note" }, more, `: ${says}`);
  return [made, note];
}

function styled(said) {
  if (typeof said === "string") return [said];
  if (said.code) return [element("code", {}, said.code)];
  const inner = said.word ? tapped(said) : [said.text];
  return said.b ? [element("strong", {}, ...inner)] : inner;
}

export function phrase(rich) {
  const made = document.createDocumentFragment();
  made.append(...rich.flatMap(styled));
  return made;
}

// The same without what a tap would open.
export function plainText(rich) {
  return rich.map((said) => said.code ?? said.text ?? said).join("");
}
