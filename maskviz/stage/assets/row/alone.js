// The row as a component of its own.
import { drawRow, startRow } from "./row.js";

const rows = new WeakMap();

export default function row({ data, parentElement }) {
  if (!rows.has(parentElement)) rows.set(parentElement, startRow(parentElement));
  drawRow(rows.get(parentElement), data);
}
