// The line beneath the stages: which cell, its numbers, and why it is blocked. Its height is fixed.
import { blocksLate } from "../shared/blocking.js";
import { element } from "../shared/dom.js";
import { mayRead, number, shortened, visible } from "../shared/words.js";

const FIELDS = ["query", "key", "raw", "masked", "weight", "because"];

export function createReadout() {
  const line = element("div", { class: "mv-readout", "aria-hidden": "true" });
  const fields = {};
  for (const name of FIELDS) {
    fields[name] = element("span", { class: "mv-value" });
    line.append(
      element(
        "span",
        { class: `mv-field mv-${name}` },
        element("span", { class: "mv-name" }),
        fields[name],
      ),
    );
  }
  return { line, fields };
}

function put(field, name, value) {
  const label = field.previousSibling;
  if (label.textContent !== name) label.textContent = name;
  if (field.textContent !== value) field.textContent = value;
}

function token(tokens, position) {
  return `${position} ‘${shortened(visible(tokens[position] ?? ""), 14)}’`;
}

// Numbers of stages that are not shown are not sent either.
export function fillReadout({ readout, scene, seen }, spot, hint) {
  const { fields, line } = readout;
  const told = (stage, field, name, value) =>
    seen.stages.includes(stage) ? put(field, name, value()) : put(field, "", "");
  line.classList.toggle("mv-idle", !spot);
  if (!spot) {
    for (const name of FIELDS) put(fields[name], "", name === "because" ? hint : "");
    return;
  }
  put(fields.query, "query", token(scene.queryTokens, spot.row + scene.offset));
  if (spot.key === null) {
    const value = () => number(scene.output[spot.row * scene.width + spot.unit]);
    put(fields.key, "unit", `${spot.unit}`);
    told("output", fields.raw, "output", value);
    for (const name of ["masked", "weight"]) put(fields[name], "", "");
    put(fields.because, "", "");
    return;
  }
  const i = spot.row * scene.keys + spot.key;
  const padding = scene.real.length > 0 && !scene.real[spot.key];
  put(fields.key, padding ? "key (padding)" : "key", token(scene.tokens, spot.key));
  told("raw", fields.raw, "raw", () => number(scene.raw[i]));
  const late = blocksLate(scene) ? "score" : "masked";
  told("masked", fields.masked, late, () => number(scene.masked(i)));
  told("weights", fields.weight, "weight", () => number(scene.weights[i]));
  put(fields.because, "", mayRead(scene, spot.row, spot.key));
}
