// The words that stand on the pictures themselves, where nothing more can be tapped, in one line.
import { element } from "../shared/dom.js";
import { readGlossary, wordTap } from "../shared/tap.js";
import { jsonOf } from "../shared/unpack.js";

const READ = new WeakMap(); // the part's bytes -> what was read of them

export function glossaryOf(body) {
  if (!READ.has(body)) {
    const { words, on, label } = jsonOf(body);
    READ.set(body, { ...readGlossary(words), on, label });
  }
  return READ.get(body);
}

export function startGlossary(parent) {
  const root = element("p", { class: "mv-glossary" });
  parent.append(root);
  return { root };
}

export function drawGlossary(view, body) {
  const { words, on, label } = glossaryOf(body);
  const named = new Map(words.map((word) => [word.name, word]));
  const tapped = (word) => element("span", {}, ...wordTap(word.title, word));
  const taps = on.map((name) => tapped(named.get(name)));
  view.root.replaceChildren(element("span", {}, label), ...taps);
}
