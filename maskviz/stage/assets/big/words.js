// What a large mask says in words.
import { blockSize, seen } from "./frame.js";

function queries(first, end) {
  return end - first === 1 ? `query ${first}` : `queries ${first} to ${end - 1}`;
}

// “query 812, keys 640 to 643: 3 of 4 may be read”, “query 812 may read key 641”.
export function blockWords(cells, { top, left, bottom, right }) {
  const open = cells.open(top, left, bottom, right);
  const all = (bottom - top) * (right - left);
  if (all === 1) return `query ${top} may ${open ? "" : "not "}read key ${left}`;
  const keys = right - left === 1 ? `key ${left}` : `keys ${left} to ${right - 1}`;
  return `${queries(top, bottom)}, ${keys}: ${open} of ${all} may be read`;
}

// What is in sight, and what one square of the picture stands for.
export function frameWords(frame) {
  const { top, left, bottom, right } = seen(frame);
  const [across, down] = blockSize(frame);
  const whole = top === 0 && left === 0 && bottom === frame.rows && right === frame.columns;
  const where = whole
    ? `All ${frame.rows} × ${frame.columns} cells`
    : `Queries ${top} to ${bottom - 1}, keys ${left} to ${right - 1}`;
  const square = across * down === 1 ? "cell by cell" : `blocks of ${down} × ${across} cells`;
  return `${where}, ${square}`;
}
