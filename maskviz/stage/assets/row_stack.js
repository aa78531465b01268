// Vectors one under the other, number above number, with a line that reads one column of them.
import { element } from "./dom.js";
import { limitOf, paintStrip } from "./flow_strip.js";
import { exact } from "./row_steps.js";
import { number, visible } from "./words.js";

// lines: [{ label, numbers, limit, scale, rule }]; read(i) says column i, null stands for none.
function stack({ theme }, lines, read) {
  const columns = lines[0].numbers.length;
  const rows = lines.map(({ label, numbers, limit, scale, rule }) => {
    const canvas = element("canvas", { "aria-hidden": "true" });
    paintStrip(canvas, numbers, columns, (value) => value / limit, scale, theme);
    const title = element("span", { class: "label", title: label }, label);
    return element("div", { class: rule ? "line rule" : "line" }, title, canvas);
  });
  const frame = element("span", { class: "column", hidden: "" });
  const readout = element("p", { class: "readout", role: "status" });
  const names = lines.map(({ label }) => label).join(", ");
  const about = `${names}: ${columns} numbers each; arrow keys read them`;
  const field = element(
    "div",
    { class: "stack", tabindex: "0", role: "img", "aria-label": about },
    ...rows,
    frame,
  );
  let cursor = null;
  const show = (i) => {
    cursor = i;
    frame.hidden = i === null;
    readout.textContent = read(i);
    if (i === null) return;
    const strip = rows[0].lastChild;
    frame.style.left = `${strip.offsetLeft + (strip.offsetWidth * i) / columns}px`;
    frame.style.width = `${strip.offsetWidth / columns}px`;
  };
  field.addEventListener("pointermove", (event) => {
    const box = rows[0].lastChild.getBoundingClientRect();
    const i = Math.floor(((event.clientX - box.left) / box.width) * columns);
    show(i >= 0 && i < columns ? i : null);
  });
  field.addEventListener("pointerleave", () => show(null));
  field.addEventListener("blur", () => show(null));
  field.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    show(Math.min(columns - 1, Math.max(0, cursor === null ? 0 : cursor + step)));
    event.preventDefault();
  });
  show(null);
  return element("div", {}, field, readout);
}

// q, k and their products, number by number; the products' sum is the score before dividing.
export function scalarProduct(view) {
  const { row, scales } = view;
  const { query, key, products, sums } = row.arrays;
  const limit = limitOf([...query.data, ...key.data], 1);
  const said = (i) => {
    const whole = number(sums.data[0]);
    if (i === null) return `${products.data.length} products; their sum is q·k = ${whole}`;
    const [one, other, product] = [query, key, products].map(({ data }) => number(data[i]));
    return `number ${i}: ${one} × ${other} = ${product}`;
  };
  const token = (position) => `${position} “${visible(row.tokens[position] ?? "")}”`;
  const lines = [
    { label: `q of ${token(row.q)}`, numbers: query.data, limit, scale: scales.output },
    { label: `k of ${token(row.k)}`, numbers: key.data, limit, scale: scales.output },
    {
      label: "q × k",
      numbers: products.data,
      limit: limitOf(products.data, 1),
      scale: scales.scores,
      rule: true,
    },
  ];
  return stack(view, lines, said);
}

// The largest shares of the output, each weight times its value; the lines add up to the last one.
export function meanOfValues(view) {
  const { row, scales } = view;
  const { weights, values, rest, output } = row.arrays;
  const width = output.data.length;
  const others = row.tokens.length - row.top.length;
  const shares = row.top.map((k, i) => {
    const weight = weights.data[k];
    const numbers = values.data.slice(i * width, (i + 1) * width).map((value) => weight * value);
    return { label: `${number(weight)} × v(${visible(row.tokens[k])})`, numbers };
  });
  const few = weights.data.filter((_, k) => !row.top.includes(k));
  const share = few.reduce((sum, weight) => sum + weight, 0);
  const who = row.top.length ? `+ ${others} others` : `${others} keys`;
  if (others) shares.push({ label: `${who}, ${exact(share)}`, numbers: rest.data });
  const lines = [...shares, { label: "= output", numbers: output.data, rule: true }];
  const limit = limitOf(lines.flatMap(({ numbers }) => [...numbers]), 1);
  const sum = (i) => shares.map(({ numbers }) => number(numbers[i])).join(" + ");
  const said = (i) =>
    i === null
      ? "Each line is a value times its weight; point at a column to add it up."
      : `number ${i}: ${sum(i)} = ${number(output.data[i])}`;
  return stack(view, lines.map((line) => ({ ...line, limit, scale: scales.output })), said);
}
