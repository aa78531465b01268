// Lists of shares as bars, side by side when there are two.
import { element } from "../shared/dom.js";
import { visible } from "../shared/words.js";

function shareBar([label, share, percent]) {
  const length = element("i");
  length.style.width = `${100 * Math.min(1, Math.max(0, share || 0))}%`;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("bdi", {}, visible(label))),
    element("td", { class: "mv-length" }, length),
    element("td", {}, percent),
  );
}

function listOf({ title, bars, nothing }) {
  const body = nothing
    ? element("p", {}, nothing)
    : element("table", {}, element("tbody", {}, ...bars.map(shareBar)));
  return element("div", { class: "mv-bars" }, element("h3", {}, title), body);
}

export function barLists(lists) {
  return element("div", { class: "mv-lists" }, ...lists.map(listOf));
}
