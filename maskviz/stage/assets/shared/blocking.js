// How a recipe blocks: where the mask comes, and what a blocked score becomes.
const LATE = ["after", "renormalised"];

// Whether the mask comes after the softmax, on the weights.
export function blocksLate({ blocking }) {
  return LATE.includes(blocking);
}

// What a blocked score gets: −∞, 0, or the fill as its number format holds it.
export function fillText({ blocking, fill }) {
  if (blocking === "zero") return "0";
  const value = Number(fill); // −∞ travels as text
  if (!["add", "write"].includes(blocking) || !Number.isFinite(value)) return "−∞";
  const text = Math.abs(value) < 1e4 ? value.toFixed(3) : value.toExponential(3).replace("+", "");
  return text.replace(/\.?0+(?=e|$)/, "").replace(/-/g, "−");
}
