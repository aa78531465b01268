// The picture of a mask while a question covers it: its rows and columns, and nothing of its cells.
import { element } from "../shared/dom.js";

export function coverOf({ rows, keys, row }, label) {
  const head = element("tr", {}, element("td"), ...keys.map((key) => element("th", {}, key)));
  const lines = rows.map((query, i) => {
    const cells = keys.map(() => element("td", { class: "cell" }, "?"));
    return element("tr", { class: i === row ? "asks" : "" }, element("th", {}, query), ...cells);
  });
  return element("table", { role: "img", "aria-label": label }, head, ...lines);
}
