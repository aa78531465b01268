// What is known before the answer: the mask's title, its sentence, its inequality, the text, and
// what was noticed of a mask that came out wrong.
import { element } from "../shared/dom.js";

export function aboutOf({ title, lines, code, quote, noticed }) {
  const parts = quote ? [element("blockquote", {}, quote)] : [];
  if (title) parts.push(element("p", { class: "title" }, title));
  parts.push(...lines.map((line) => element("p", {}, line)));
  if (code) parts.push(element("p", {}, element("code", {}, code)));
  if (noticed) {
    const [name, ...told] = noticed;
    const heading = element("b", {}, name);
    parts.push(element("div", { class: "noticed" }, heading, ...told.map((line) => element("p", {}, line))));
  }
  return parts;
}
