// What is said: tokens made visible, numbers, and one row in a sentence.

const SIGNS = { "\n": "↵", "\r": "↵", "\t": "⇥", "\u00a0": "␣" };

// A token as a label: its leading space goes, what cannot be seen gets a sign.
export function visible(token) {
  const bare = token.replace(/^ (?=[^ ])/, "");
  if (bare.trim() === "" && !/[\n\r\t]/.test(bare)) return "␣".repeat(Math.max(1, bare.length));
  return bare
    .replace(/[\n\r\t\u00a0]/g, (sign) => SIGNS[sign])
    .replace(/[\u0000-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "·");
}

export function shortened(text, length = 12) {
  const letters = Array.from(text);
  return letters.length > length ? letters.slice(0, length - 1).join("") + "…" : text;
}

// A number for reading: three decimals, a true minus, −∞ and NaN by name.
export function number(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 5e-4 || size >= 1e5) ? value.toExponential(1) : value.toFixed(3);
  return text.replace(/-/g, "−");
}

// A length for a narrow place: three digits.
export function short(value) {
  if (!Number.isFinite(value)) return number(value);
  return value >= 1e5 ? number(value) : value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

// The same for a narrow cell: ".31", "−1.4".
export function tightNumber(value, decimals) {
  if (!Number.isFinite(value)) return number(value);
  if (value === 1) return "1";
  if (Math.abs(value) >= 1000) return value.toExponential(0).replace("+", "").replace(/-/g, "−");
  return value
    .toFixed(decimals)
    .replace(/^(-?)0\./, "$1.")
    .replace("-", "−")
    .replace(/^−?\.0+$/, "0");
}

// The same in one digit or two: ".3", "−2", "14".
export function tightest(value) {
  return tightNumber(value, Math.abs(value) < 0.95 ? 1 : 0);
}

// A number with its sign, as it is written: "+1.5", "−0.188".
export function signed(value, decimals = 3) {
  const text = `${Math.abs(Number(value.toFixed(decimals)))}`;
  return (value < 0 ? "−" : "+") + text;
}

// What a bias does: "+1.5: e^1.5 = ×4.48".
export function biasSaid(value) {
  const power = Math.exp(value);
  const plain = power >= 1e-3 && power < 1e5;
  const times = plain ? `${Number(power.toPrecision(3))}` : power.toExponential(1);
  const exponent = signed(value).replace("+", "");
  return `${signed(value)}: e^${exponent} = ×${times.replace("e+", "e").replace("-", "−")}`;
}

// A row's query and one of its keys: `3 “sat”`. In cross-attention the query is no key.
export function queryNamed(row) {
  return `${row.q} “${visible(row.queryToken)}”`;
}

export function keyNamed(row, k = row.k) {
  return `${k} “${visible(row.tokens[k])}”`;
}

function listed(ranges) {
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(", ");
}

// Consecutive keys with the same answer, as [[from, to, answer], …].
function runs(count, answer) {
  const found = [];
  for (let i = 0; i < count; i++) {
    const now = answer(i);
    if (found.length && found.at(-1)[2] === now) found.at(-1)[1] = i;
    else found.push([i, i, now]);
  }
  return found;
}

// What a cell says of itself: "may read", or by what it is blocked.
export function mayRead(scene, row, key) {
  const i = row * scene.keys + key;
  if (!scene.shown[i]) return `blocked by ${scene.reasons(row, key).join(" and ")}`;
  return scene.added[i] ? `may read, ${biasSaid(scene.added[i])}` : "may read";
}

// "query 3 ‘sat’, key 1 ‘The’: may read, score −0.188, weight 0.310"
export function cellSummary(scene, { row, key }, stages) {
  const i = row * scene.keys + key;
  const [asks, answers] = [scene.queryTokens[row + scene.offset], scene.tokens[key]];
  const where = `query ${row + scene.offset} ‘${visible(asks ?? "")}’, key ${key} ‘${visible(answers)}’`;
  const said = [mayRead(scene, row, key)];
  if (stages.includes("raw")) said.push(`score ${number(scene.raw[i])}`);
  if (stages.includes("weights")) said.push(`weight ${number(scene.weights[i])}`);
  return `${where}: ${said.join(", ")}`;
}

// "query 3 ‘sat’ reads keys 0 to 3; 4 blocked by causal"
export function rowSummary(scene, row) {
  const reason = (key) =>
    scene.shown[row * scene.keys + key] ? "" : scene.reasons(row, key).join(" and ");
  const groups = new Map();
  for (const [from, to, why] of runs(scene.keys, reason)) {
    groups.set(why, [...(groups.get(why) || []), [from, to]]);
  }
  const query = row + scene.offset;
  const read = groups.get("");
  const token = visible(scene.queryTokens[query] ?? "");
  const start = `query ${query} ‘${token}’ reads ${read ? `keys ${listed(read)}` : "nothing"}`;
  groups.delete("");
  return [start, ...[...groups].map(([why, keys]) => `${listed(keys)} blocked by ${why}`)].join(
    "; ",
  );
}
