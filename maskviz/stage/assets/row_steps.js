// The steps from a score to a weight, as the recipe takes them.
import { element } from "./dom.js";
import { number } from "./words.js";

const LATE = ["after", "renormalised"]; // the mask comes after the softmax

function fillText(row) {
  if (row.blocking === "zero") return "0";
  if (row.blocking === "add" || row.blocking === "write") {
    const size = Number(row.fill);
    return Math.abs(size) >= 1e4 && Number.isFinite(size) ? `−1e${Math.round(Math.log10(-size))}` : number(size).replace(/\.0+$/, "");
  }
  return "−∞";
}

// What the mask does to a score: [sign, what], per key.
export function maskStep(row, k) {
  const open = row.arrays.allowed.data[k];
  if (LATE.includes(row.blocking)) return open ? ["×", "1"] : ["×", "0"];
  if (row.blocking === "write" || row.blocking === "zero") return open ? ["", "kept"] : ["→", fillText(row)];
  return ["+", open ? "0" : fillText(row)];
}

function sumOf(numbers) {
  return numbers.reduce((total, value) => total + value, 0);
}

// The rows of the table, in the order of the computation: { name, about, values | texts, kind }.
export function stepsOf(row) {
  const { raw, masked, exponentials, shares, weights, allowed, sums } = row.arrays;
  const [, , maximum, total] = sums.data;
  const count = row.tokens.length;
  const mask = {
    name: LATE.includes(row.blocking) ? "× mask" : row.blocking === "write" || row.blocking === "zero" ? "mask" : "+ mask",
    about: "",
    kind: "mask",
    texts: Array.from({ length: count }, (_, k) => maskStep(row, k).filter((s) => s !== "×" && s !== "+").join(" ").trim()),
  };
  const scores = [
    { name: "raw", about: `q·k ÷ ${row.divisorName}`, kind: "score", values: raw.data },
    ...(LATE.includes(row.blocking) ? [] : [mask, { name: "masked", about: `max ${number(maximum)}`, kind: "score", values: masked.data }]),
  ];
  const exp = { name: LATE.includes(row.blocking) ? "e^(raw − max)" : "e^(masked − max)", about: `Σ = ${number(total)}`, kind: "plain", values: exponentials.data };
  if (!LATE.includes(row.blocking)) return [...scores, exp, { name: "weight", about: "÷ Σ", kind: "weight", values: weights.data }];
  const kept = sumOf(Array.from(shares.data, (share, k) => (allowed.data[k] ? share : 0)));
  return [
    ...scores,
    exp,
    { name: "softmax", about: "÷ Σ", kind: "weight", values: shares.data },
    mask,
    { name: "weight", about: row.blocking === "after" ? `sum ${number(sumOf(weights.data))}` : `÷ ${number(kept)}`, kind: "weight", values: weights.data },
  ];
}

function step(name, value, sign = "", kind = "") {
  const box = element("span", { class: `step ${kind}` }, element("small", {}, name), element("span", {}, value === "0.000" ? "0" : value));
  return element("span", { class: "move" }, ...(sign ? [element("span", { class: "sign" }, sign)] : []), box);
}

// The locked key's way, from q·k to its weight, as one line.
export function drawSteps(row) {
  const { raw, masked, exponentials, shares, weights, allowed, sums } = row.arrays;
  const [dot, divisor, maximum, total] = sums.data;
  const k = row.k;
  const late = LATE.includes(row.blocking);
  const [sign, done] = maskStep(row, k);
  const score = late ? raw.data[k] : masked.data[k];
  const minus = `${number(score)} − ${maximum < 0 ? `(${number(maximum)})` : number(maximum)}`;
  const blocked = allowed.data[k] ? "" : "blocked";
  const parts = [
    step("q·k", number(dot)),
    step(row.divisorName === "1" ? "divided by nothing" : row.divisorName, number(divisor), "÷"),
    step("raw", number(raw.data[k]), "="),
    ...(late ? [] : [step("mask", done, sign || "→", blocked), step("masked", number(masked.data[k]), "=", blocked)]),
    step(`e^(${minus})`, number(exponentials.data[k]), "→"),
    step("Σ of the row", number(total), "÷"),
    ...(late ? [step("softmax", number(shares.data[k]), "="), step("mask", done, sign, blocked)] : []),
    step(row.blocking === "renormalised" ? "weight, rescaled" : "weight", number(weights.data[k]), row.blocking === "renormalised" ? "→" : "=", "result"),
  ];
  return element("p", { class: "steps" }, ...parts);
}
