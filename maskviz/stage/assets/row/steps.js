// The steps from a score to a weight, as the recipe takes them.
import { element } from "../shared/dom.js";
import { blocksLate, fillText } from "../shared/blocking.js";
import { number, signed } from "../shared/words.js";

const PUT = ["write", "zero"]; // the mask puts a score in the place of another

// A number in the working: nothing at all is 0, not 0.000.
export function exact(value) {
  return value === 0 ? "0" : number(value);
}

// SDPA looks for an empty row first and takes no maximum off: −∞ − (−∞) would be NaN.
function emptyForSdpa(row) {
  return row.blocking === "sdpa" && row.arrays.sums.data[2] === -Infinity;
}

// What the mask does to a key: [sign, what].
function maskStep(row, k) {
  const open = row.arrays.allowed.data[k];
  if (blocksLate(row)) return ["×", open ? "1" : "0"];
  if (PUT.includes(row.blocking)) return open ? ["", "kept"] : ["→", fillText(row)];
  return ["+", open ? "0" : fillText(row)];
}

function maskLine(row) {
  const sign = blocksLate(row) ? "× " : PUT.includes(row.blocking) ? "" : "+ ";
  const texts = row.tokens.map((_, k) => {
    const [mark, what] = maskStep(row, k);
    return mark === "→" ? `→ ${what}` : what;
  });
  return { id: "mask", name: `${sign}mask`, about: "", kind: "mask", texts };
}

function sumOf(numbers) {
  return numbers.reduce((total, value) => total + value, 0);
}

// How the last line comes from the one before it.
function lastStep(row) {
  const { shares, weights, allowed } = row.arrays;
  if (emptyForSdpa(row)) return "zeros, not 0 ÷ 0";
  if (row.blocking === "after") return `sum ${exact(sumOf(weights.data))}`;
  if (row.blocking !== "renormalised") return "÷ Σ";
  const kept = sumOf(shares.data.filter((_, k) => allowed.data[k]));
  return kept === 0 ? "zeros" : `÷ ${number(kept)}`;
}

// The lines of the cap and the bias on one side of the mask, where there are any.
function besides(row, after) {
  return row.steps.flatMap((step, i) => {
    if (step.after !== after) return [];
    const { kind } = step;
    const values = row.arrays[`step${i}`].data;
    if (kind === "bias") return [{ id: kind, name: "+ bias", about: "", kind, values }];
    const about = `${row.softcap} · tanh(score ÷ ${row.softcap})`;
    return [{ id: kind, name: `cap ${row.softcap}`, about, kind: "score", values }];
  });
}

function totalText(row, total, maximum) {
  if (row.sink === null) return `Σ = ${exact(total)}`;
  return `Σ = ${exact(total)}, ${exact(Math.exp(row.sink - maximum))} of it the sink’s`;
}

function line(id, name, about, kind, { data }) {
  return { id, name, about, kind, values: data };
}

// What the table has besides while it is walked through: before the raw scores, before and after
// the powers, and at the end.
function walked(row, about) {
  if (!row.working) return { first: [], taken: [], summed: [], beside: [] };
  const { dots, differences, running, free } = row.working.arrays;
  const taken = [line("difference", "− max", "", "plain", differences)];
  return {
    first: [line("dot", "q·k", "", "plain", dots)],
    taken: emptyForSdpa(row) ? [] : taken,
    summed: [line("sum", "running Σ", about, "plain", running)],
    beside: [line("free", "without the mask", "the same softmax", "weight", free)],
  };
}

// The lines of the table in the order of the computation: { id, name, about, kind, values }, the
// mask's with texts in place of values.
export function stepsOf(row) {
  const { raw, masked, exponentials, shares, weights, sums } = row.arrays;
  const [, , maximum, total] = sums.data;
  const late = blocksLate(row);
  const score = !late ? "masked" : row.steps.length ? "score" : "raw";
  const power = emptyForSdpa(row) ? "e^masked" : `e^(${score} − max)`;
  const about = totalText(row, total, maximum);
  const walk = walked(row, about);
  const exponential = line("exp", power, row.working ? "" : about, "plain", exponentials);
  const said = row.divisorName ? `q·k ÷ ${row.divisorName}` : "";
  const first = line("raw", "raw", said, "score", raw);
  const scores = line("masked", "masked", `max ${number(maximum)}`, "score", masked);
  const last = line("weight", "weight", lastStep(row), "weight", weights);
  const [early, after] = [besides(row, false), besides(row, true)];
  const powers = [...walk.taken, exponential, ...walk.summed];
  const end = [last, ...walk.beside];
  const begin = [...walk.first, first, ...early];
  if (!late) return [...begin, maskLine(row), ...after, scores, ...powers, ...end];
  const share = line("share", "softmax", "÷ Σ", "weight", shares);
  return [...begin, ...after, ...powers, share, maskLine(row), ...end];
}

// `at` is the stop of a walk that shows it.
function stepBox(at, name, value, sign = "", kind = "") {
  const parts = [element("small", {}, name), element("span", {}, value)];
  const box = element("span", { class: `step ${kind}` }, ...parts);
  const before = element("span", { class: "sign" }, sign);
  return element("span", { class: "move", "data-at": at }, before, box);
}

// The same steps for one key.
function moves(row, k, after) {
  return besides(row, after).map(({ kind, name, values }) =>
    kind === "bias"
      ? stepBox(kind, "bias", signed(values[k]).slice(1), values[k] < 0 ? "−" : "+")
      : stepBox(kind, name, exact(values[k]), "→"),
  );
}

function power(row, score, maximum) {
  if (emptyForSdpa(row)) return "e^(−∞)";
  return `e^(${exact(score)} − ${maximum < 0 ? `(${number(maximum)})` : exact(maximum)})`;
}

// What comes before the raw score; nothing where q and k are not known.
function fromVectors(row) {
  if (!row.divisorName) return [];
  const [dot, divisor] = row.arrays.sums.data;
  const divided = row.divisorName === "1" ? "divided by nothing" : row.divisorName;
  return [stepBox("dot", "q·k", exact(dot)), stepBox("raw", divided, number(divisor), "÷")];
}

// The locked key's way, from q·k to its weight: what stands in one line.
export function drawSteps(row) {
  const { raw, masked, exponentials, shares, weights, allowed, sums } = row.arrays;
  const [, , maximum, total] = sums.data;
  const k = row.k;
  const late = blocksLate(row);
  const [sign, done] = maskStep(row, k);
  const score = (late && row.steps.length === 0 ? raw : masked).data[k];
  const blocked = allowed.data[k] ? "" : "blocked";
  const mask = stepBox("mask", "mask", done, sign || "→", blocked);
  const scaled = row.blocking === "renormalised";
  const result = scaled ? "weight, rescaled" : emptyForSdpa(row) ? "weight, SDPA’s zero" : "weight";
  const equals = scaled || emptyForSdpa(row) ? "→" : "="; // the last step may be no plain division
  const sum = row.sink === null ? "Σ of the row" : "Σ and the sink";
  return [
    ...fromVectors(row),
    stepBox("raw", "raw", exact(raw.data[k]), row.divisorName ? "=" : ""),
    ...moves(row, k, false),
    ...(late ? [] : [mask]),
    ...moves(row, k, true),
    ...(late ? [] : [stepBox("masked", "masked", exact(score), "=", blocked)]),
    stepBox("exp", power(row, score, maximum), exact(exponentials.data[k]), "→"),
    stepBox("sum", sum, exact(total), "÷"),
    ...(late ? [stepBox("share", "softmax", exact(shares.data[k]), "="), mask] : []),
    stepBox("weight", result, exact(weights.data[k]), equals, "result"),
  ];
}
