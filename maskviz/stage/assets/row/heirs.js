// The row beside the same row without its mask: who has the share that blocked keys lost.
import { element } from "../shared/dom.js";
import { keyNamed, number } from "../shared/words.js";
import { exact } from "./steps.js";

function shareLength(share, kind) {
  const bar = element("i", { class: kind });
  bar.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
  return bar;
}

function withSign(value) {
  return value > 0 ? `+${number(value)}` : exact(value);
}

function heirLine(row, [key, name], free, kept) {
  const who = key === null ? name : `key ${keyNamed(row, key)}`;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("bdi", {}, who)),
    element("td", { class: "pair" }, shareLength(free, "free"), shareLength(kept, "kept")),
    element("td", {}, exact(free)),
    element("td", {}, exact(kept)),
    element("td", {}, withSign(kept - free)),
  );
}

// [sentence, table or nothing]: none can be drawn where a weight is NaN.
export function drawHeirs(row) {
  const { sentence, bars, arrays } = row.working;
  const said = element("p", {}, sentence);
  if (!bars.length) return [said];
  const heads = ["", "", "without", "with the mask", "change"].map((text) =>
    element("th", text ? { scope: "col" } : {}, text),
  );
  const { data } = arrays.shares;
  const lines = bars.map((bar, i) => heirLine(row, bar, data[2 * i], data[2 * i + 1]));
  const head = element("thead", {}, element("tr", {}, ...heads));
  return [said, element("table", { class: "heirs" }, head, element("tbody", {}, ...lines))];
}
