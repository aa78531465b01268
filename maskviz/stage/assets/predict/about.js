// What is known before the answer: the mask's title, its sentence, its inequality, the text.
import { element } from "../shared/dom.js";

export function aboutOf({ title, lines, code, quote }) {
  const parts = quote ? [element("blockquote", {}, quote)] : [];
  if (title) parts.push(element("p", { class: "title" }, title));
  parts.push(...lines.map((line) => element("p", {}, line)));
  if (code) parts.push(element("p", {}, element("code", {}, code)));
  return parts;
}
