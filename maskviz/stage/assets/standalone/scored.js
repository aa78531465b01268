// The arithmetic of one row from its scores on, worked out here from what the pictures show.
import { blocksLate } from "../shared/blocking.js";

// What becomes of a score that the mask blocks, before the softmax.
function blockedScore({ blocking, fill }, score) {
  if (blocking === "add") return score + Number(fill);
  if (blocking === "write") return Number(fill);
  return blocking === "zero" ? 0 : -Infinity; // −∞ travels as text
}

// The cap and the bias in their order, as { kind, after, numbers }.
function scoreSteps(scene, { raw, added, allowed }) {
  const made = [];
  let scores = raw;
  for (const after of [false, true]) {
    if (after && !blocksLate(scene))
      scores = scores.map((score, k) => (allowed[k] ? score : blockedScore(scene, score)));
    if (scene.softcap !== null && scene.capAfterMask === after) {
      scores = scores.map((score) => scene.softcap * Math.tanh(score / scene.softcap));
      made.push({ kind: "cap", after, numbers: scores });
    }
    if (scene.biased && scene.biasAfterMask === after) {
      scores = scores.map((score, k) => score + added[k]);
      made.push({ kind: "bias", after, numbers: added });
    }
  }
  return made;
}

// The maximum is taken off so that no power overflows; a sink counts in it and in the sum. SDPA
// looks for an empty row first and writes zeros.
function softmaxSteps(masked, { blocking, sink }) {
  const maximum = masked.reduce((most, score) => Math.max(most, score), sink ?? -Infinity);
  if (maximum === -Infinity && blocking === "sdpa") {
    const nothing = masked.map(() => 0);
    return { maximum, exponentials: nothing, total: 0, shares: nothing };
  }
  const exponentials = masked.map((score) => Math.exp(score - maximum));
  const sunk = sink === null ? 0 : Math.exp(sink - maximum);
  const total = exponentials.reduce((sum, power) => sum + power, sunk);
  return { maximum, exponentials, total, shares: exponentials.map((power) => power / total) };
}

function maskedRow(scene, first) {
  return Array.from({ length: scene.keys }, (_, k) => scene.masked(first + k));
}

// The weights of a scene that came without them, from its masked scores.
export function deriveWeights(scene) {
  scene.weights = new Float32Array(scene.queries * scene.keys);
  for (let first = 0; first < scene.weights.length; first += scene.keys) {
    let { shares } = softmaxSteps(maskedRow(scene, first), scene);
    if (blocksLate(scene)) shares = shares.map((share, k) => (scene.shown[first + k] ? share : 0));
    const kept = shares.reduce((sum, share) => sum + share, 0);
    if (scene.blocking === "renormalised" && kept > 0) shares = shares.map((share) => share / kept);
    scene.weights.set(shares, first);
  }
}

// Row `row` of a scene with key k looked at, as row/ draws it; without vectors, so that it begins
// at the raw score. `remarks` are the sentences about it.
export function scoredRow(scene, { row, key }, remarks) {
  const [first, end] = [row * scene.keys, (row + 1) * scene.keys];
  const part = (numbers) => Array.from(numbers.subarray(first, end));
  const [raw, added, allowed] = [scene.raw, scene.added, scene.shown].map(part);
  const masked = maskedRow(scene, first);
  const steps = scoreSteps(scene, { raw, added, allowed });
  const { maximum, exponentials, total, shares } = softmaxSteps(masked, scene);
  const weights = part(scene.weights);
  const arrays = { raw, masked, exponentials, shares, weights, allowed };
  arrays.sums = [NaN, NaN, maximum, total]; // q·k and what it is divided by are not known
  steps.forEach(({ numbers }, i) => (arrays[`step${i}`] = numbers));
  const q = row + scene.offset;
  return {
    q,
    k: key,
    head: scene.head,
    tokens: scene.tokens,
    queryToken: scene.queryTokens[q] ?? "",
    blocking: scene.blocking,
    fill: scene.fill,
    softcap: scene.softcap,
    sink: scene.sink,
    divisorName: "",
    steps,
    remarks,
    reasons: raw.map((_, k) => (allowed[k] ? [] : [`blocked by ${scene.reasons(row, k).join(" and ")}`])),
    arrays: Object.fromEntries(Object.entries(arrays).map(([name, data]) => [name, { data }])),
  };
}
