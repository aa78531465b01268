// The sections of the row that need no vectors: its remarks, and why keys are blocked.
import { element } from "../shared/dom.js";
import { live, liveNames } from "../shared/live.js";
import { keyNamed } from "../shared/words.js";

export function part(view, title, ...children) {
  const heading = live(view, element("h3"), title);
  return liveNames(view, element("section", {}, heading, ...children), { "aria-label": title });
}

// A box whose content is made anew, but only when what it is made of has changed.
export function changing(view, box, source, make) {
  let before = "";
  view.fills.push(() => {
    const now = JSON.stringify(source());
    if (now === before) return;
    before = now;
    box.replaceChildren(...make());
  });
  return box;
}

export function remarks(view) {
  const said = () => view.row.remarks;
  const make = () => said().map((text) => element("p", { class: "remark", role: "note" }, text));
  return changing(view, element("div"), said, make);
}

function blockedKeys({ tokens, arrays }) {
  return tokens.flatMap((_, k) => (arrays.allowed.data[k] ? [] : [k]));
}

export function reasonsOf(view) {
  const make = () => {
    const { row } = view;
    const blocked = blockedKeys(row);
    const told = blocked.filter((k) => row.reasons[k]?.length);
    told.sort((a, b) => (b === row.k) - (a === row.k) || a - b); // the locked key first
    const lines = told.map((k) =>
      element(
        "li",
        k === row.k ? { class: "locked" } : {},
        element("b", {}, `key ${keyNamed(row, k)}`),
        ...row.reasons[k].map((text) => element("span", {}, text)),
      ),
    );
    const more = blocked.length - told.length;
    if (more) lines.push(element("li", {}, `and ${more} more: click a key to read why`));
    return lines;
  };
  const list = element("ul", { class: "reasons", tabindex: "0" });
  const source = () => [view.row.reasons, view.row.tokens, view.row.k, blockedKeys(view.row)];
  changing(view, list, source, make);
  const title = () =>
    `${blockedKeys(view.row).length} of ${view.row.tokens.length} keys are blocked, and why`;
  const whole = part(view, title, list);
  view.fills.push(() => (whole.hidden = blockedKeys(view.row).length === 0));
  return whole;
}
