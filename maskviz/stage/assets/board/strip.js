// The text as tokens, and beneath each what its row is to predict: the same text moved by one. In
// cross-attention the tokens that are read come first, those that read and predict after them.
import { element, setText } from "../shared/dom.js";
import { visible } from "../shared/words.js";

const MOST = 18; // tokens written out in the sentence

export function createStrip() {
  const sentence = element("p", { class: "mv-sentence" });
  const tokens = element("div", { class: "mv-tokens", "aria-hidden": "true" });
  return { sentence, tokens, read: [], reading: [], form: "", said: "" };
}

function columnOf(token) {
  const text = element("span", { class: "mv-token" }, element("bdi", {}, visible(token)));
  return element("span", { class: "mv-column" }, text);
}

function namesOf(...names) {
  const lines = names.map((name, i) =>
    element("span", { class: i ? "mv-target" : "mv-token" }, name),
  );
  return element("span", { class: "mv-column mv-names" }, ...lines);
}

export function fillStrip(strip, scene) {
  const { tokens, queryTokens, crossed, real, targets, offset } = scene;
  const form = JSON.stringify([tokens, queryTokens, crossed, real, targets, offset]);
  if (strip.form === form) return;
  strip.form = form;
  strip.read = scene.tokens.map(columnOf);
  strip.reading = scene.crossed ? scene.queryTokens.map(columnOf) : strip.read;
  strip.read.forEach((column, key) =>
    column.classList.toggle("mv-padding", scene.real.length > 0 && !scene.real[key]),
  );
  const predicts = scene.targets.length > 0;
  if (predicts)
    strip.reading.forEach((column, position) => {
      const target = scene.targets[position - scene.offset];
      const text = target ? visible(target) : "\u00a0";
      column.append(element("span", { class: "mv-target" }, text));
    });
  const above = [namesOf("is read"), ...strip.read, element("span", { class: "mv-break" })];
  strip.tokens.replaceChildren(
    ...(scene.crossed ? above : []),
    predicts ? namesOf("reads", "predicts") : namesOf("reads"),
    ...strip.reading,
  );
}

function chip(text, kind = "mv-chip") {
  return element("bdi", { class: kind }, visible(text));
}

// "row 3 reads <s> The cat sat and predicts token 4 on"; the row of another text says its token too
function writeSentence(strip, scene, row) {
  const { sentence } = strip;
  const query = row + scene.offset;
  const read = [];
  for (let key = 0; key < scene.keys; key++)
    if (scene.shown[row * scene.keys + key]) read.push(scene.tokens[key]);
  const who = scene.crossed ? [chip(scene.queryTokens[query])] : [];
  const parts = [`row ${query} `, ...who, scene.crossed ? " reads " : "reads "];
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
    else parts.push(` and predicts what comes after the ${scene.crossed ? "answer" : "text"}`);
  }
  const said = parts.map((part) => part.textContent ?? part).join("|");
  if (strip.said !== said) sentence.replaceChildren(...parts);
  strip.said = said;
}

// Scrolls the token of a row into sight, in its own box only.
export function revealRow({ tokens, reading }, scene, row) {
  const column = reading[row + scene.offset];
  const below = column.offsetTop + column.offsetHeight - tokens.scrollTop;
  if (below > tokens.clientHeight || column.offsetTop < tokens.scrollTop) {
    tokens.scrollTop = column.offsetTop - tokens.clientHeight / 2;
  }
}

// Lights what a row reads, marks the row itself and its target.
export function lightStrip(strip, scene, row) {
  const none = row === null;
  strip.read.forEach((column, key) =>
    column.classList.toggle("mv-lit", !none && scene.shown[row * scene.keys + key] === 1),
  );
  strip.reading.forEach((column, position) =>
    column.classList.toggle("mv-query", !none && position === row + scene.offset),
  );
  if (none) {
    strip.said = "Each row is a token that reads; each column a token that is read.";
    setText(strip.sentence, strip.said);
  } else writeSentence(strip, scene, row);
}
