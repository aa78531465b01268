// What happens at each stop of the row's way, in one sentence made from its numbers.
import { blocksLate, fillText } from "../shared/blocking.js";
import { keyNamed, number, queryNamed } from "../shared/words.js";
import { exact } from "./steps.js";

function lengthOf(numbers) {
  return number(Math.hypot(...numbers));
}

function made(row, letter, token) {
  const { width, head } = sizes(row);
  const numbers = row.working.arrays[letter].data;
  const rows = `the ${head} rows of W_${letter} that are head ${row.head}’s`;
  const times = `each times the ${width} numbers of ${token}`;
  return `${letter}: ${rows}, ${times}; its length is ${lengthOf(numbers)}.`;
}

function sizes({ arrays, working }) {
  return { width: working.arrays.asking.data.length, head: arrays.query.data.length };
}

function goingIn(row) {
  const { asking, answering } = row.working.arrays;
  const [one, other] = [asking, answering].map(({ data }) => lengthOf(data));
  const what = `the vectors of query ${queryNamed(row)} and of key ${keyNamed(row)}`;
  const where = `Into attention of layer ${row.working.layer} go`;
  const place = row.working.arrays.angles ? "" : " Positions were added to them before layer 0.";
  return `${where} ${what}, of length ${one} and ${other}.${place}`;
}

function turning(row) {
  const { data } = row.working.arrays.angles;
  const half = data.length / 2;
  const degrees = (radians) => `${((radians * 180) / Math.PI).toFixed(1)}°`.replace("-", "−");
  const first = `pair 0 by ${degrees(data[0])} and by ${degrees(data[half])}`;
  return `Each pair of q is turned by position ${row.q}, of k by position ${row.k}: ${first}.`;
}

function masking(row) {
  const blocked = row.tokens.length - row.arrays.allowed.data.reduce((sum, open) => sum + open, 0);
  const who = `${blocked} of ${row.tokens.length} keys ${blocked === 1 ? "is" : "are"} blocked`;
  if (!blocked) return `${who}: nothing changes.`;
  if (row.blocking === "renormalised") return `${who}: their weights become 0.`;
  if (blocksLate(row)) return `${who}: their weights become 0, and nothing is divided again.`;
  const fill = fillText(row);
  return row.blocking === "write" || row.blocking === "zero"
    ? `${who}: ${fill} takes the place of their scores.`
    : `${who}: ${fill} is added to their scores.`;
}

function biasing(row) {
  const added = row.steps.findIndex(({ kind }) => kind === "bias");
  const value = number(row.arrays[`step${added}`].data[row.k]);
  return `A bias is added to each score: ${value} to that of key ${keyNamed(row)}.`;
}

function dividing(row) {
  const raw = number(row.arrays.raw.data[row.k]);
  const by = `${row.divisorName} = ${number(row.arrays.sums.data[1])}`;
  const how = row.divisorName === "1" ? "Divided by nothing" : `Each divided by ${by}`;
  return `${how}: the raw score of key ${keyNamed(row)} is ${raw}.`;
}

function weighing(row) {
  const weight = exact(row.arrays.weights.data[row.k]);
  const sum = exact(row.arrays.weights.data.reduce((total, value) => total + value, 0));
  return `Key ${keyNamed(row)} has the weight ${weight}; the weights of the row sum to ${sum}.`;
}

function summing(row) {
  const all = `All e^x of the row together: Σ = ${exact(row.arrays.sums.data[3])}`;
  return row.sink === null ? `${all}.` : `${all}, the sink among them.`;
}

function averaging(row) {
  const [best] = row.top;
  if (best === undefined) return "No key has any weight, so there is nothing to add up.";
  const weight = number(row.arrays.weights.data[best]);
  return `Each value times its weight; the most is ${weight} of v(${keyNamed(row, best)}).`;
}

function asking(row) {
  const dot = number(row.working.arrays.dots.data[row.k]);
  return `q·k is asked of every key; with ${keyNamed(row)} it is ${dot}.`;
}

function taking(row) {
  const most = number(row.arrays.sums.data[2]);
  return `The largest, ${most}, is taken off: no power overflows, and no share changes.`;
}

function raising(row) {
  const power = exact(row.arrays.exponentials.data[row.k]);
  return `e to the power of each; key ${keyNamed(row)} has ${power}.`;
}

function sharing(row) {
  const share = exact(row.arrays.shares.data[row.k]);
  return `Each divided by Σ: key ${keyNamed(row)} has ${share} before the mask.`;
}

function givingOut(row) {
  const { data } = row.arrays.output;
  const who = `head ${row.head} gives query ${queryNamed(row)}`;
  return `Their sum is what ${who}: ${data.length} numbers of length ${lengthOf(data)}.`;
}

// id of a stop -> its sentence.
const SENTENCES = {
  x: goingIn,
  q: (row) => made(row, "q", queryNamed(row)),
  k: (row) => made(row, "k", keyNamed(row)),
  v: (row) => made(row, "v", keyNamed(row)),
  turn: turning,
  dot: asking,
  raw: dividing,
  cap: (row) => `A score s becomes ${row.softcap} · tanh(s ÷ ${row.softcap}).`,
  bias: biasing,
  mask: masking,
  masked: (row) => `What enters the softmax; the largest is ${number(row.arrays.sums.data[2])}.`,
  difference: taking,
  exp: raising,
  sum: summing,
  share: sharing,
  weight: weighing,
  free: (row) => row.working.sentence,
  values: averaging,
  output: givingOut,
};

export function saidAt(row, id) {
  return SENTENCES[id](row);
}
