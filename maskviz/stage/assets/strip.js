// The text as tokens, and beneath each what its row is to predict: the same text moved by one.
import { element } from "./dom.js";
import { visible } from "./words.js";

const MOST = 18; // tokens written out in the sentence

export function createStrip() {
  const sentence = element("p", { class: "mv-sentence" });
  const tokens = element("div", { class: "mv-tokens", "aria-hidden": "true" });
  return { sentence, tokens, columns: [], row: undefined };
}

export function fillStrip(strip, scene) {
  const targets = scene.targets.length > 0;
  strip.columns = scene.tokens.map((token, i) => {
    const target = scene.targets[i - scene.offset] ?? "";
    const below = element("span", { class: "mv-target" }, target ? visible(target) : "\u00a0");
    const column = element(
      "span",
      { class: "mv-column" },
      element("span", { class: "mv-token" }, element("bdi", {}, visible(token))),
    );
    if (targets) column.append(below);
    if (scene.real.length > 0 && !scene.real[i]) column.classList.add("mv-padding");
    return column;
  });
  const names = [element("span", { class: "mv-token" }, "reads")];
  if (targets) names.push(element("span", { class: "mv-target" }, "predicts"));
  strip.tokens.replaceChildren(
    element("span", { class: "mv-column mv-names" }, ...names),
    ...strip.columns,
  );
  strip.row = undefined;
}

function chip(text, kind = "mv-chip") {
  return element("bdi", { class: kind }, visible(text));
}

// "row 3 reads <s> The cat sat and predicts token 4 on"
function writeSentence({ sentence }, scene, row) {
  const query = row + scene.offset;
  const read = [];
  for (let key = 0; key < scene.keys; key++)
    if (scene.shown[row * scene.keys + key]) read.push(scene.tokens[key]);
  const parts = [`row ${query} reads `];
  if (read.length === 0) parts.push("nothing");
  const head = read.length > MOST ? read.slice(0, 4) : read;
  parts.push(...head.map((text) => chip(text)));
  if (read.length > MOST)
    parts.push(
      ` … ${read.length - MOST} more … `,
      ...read.slice(4 - MOST).map((text) => chip(text)),
    );
  if (scene.targets.length > 0) {
    const target = scene.targets[row];
    if (target) parts.push(` and predicts token ${query + 1} `, chip(target, "mv-chip mv-next"));
    else parts.push(" and predicts what comes after the text");
  }
  sentence.replaceChildren(...parts);
}

// Scrolls the token of a row into sight, in its own box only.
export function revealRow({ tokens, columns }, scene, row) {
  const column = columns[row + scene.offset];
  const below = column.offsetTop + column.offsetHeight - tokens.scrollTop;
  if (below > tokens.clientHeight || column.offsetTop < tokens.scrollTop) {
    tokens.scrollTop = column.offsetTop - tokens.clientHeight / 2;
  }
}

// Lights what a row reads, marks the row itself and its target.
export function lightStrip(strip, scene, row) {
  const none = row === null;
  strip.columns.forEach((column, key) => {
    const query = !none && key === row + scene.offset;
    column.classList.toggle("mv-lit", !none && scene.shown[row * scene.keys + key] === 1);
    column.classList.toggle("mv-query", query);
  });
  if (none)
    strip.sentence.textContent =
      "Each row is a token that reads; each column a token that is read.";
  else writeSentence(strip, scene, row);
}
