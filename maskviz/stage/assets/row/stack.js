// Vectors one under the other, number above number, with a line that reads one column of them.
import { element } from "../shared/dom.js";
import { limitOf, paintStrips } from "../shared/vector_strip.js";
import { live, liveNames } from "../shared/live.js";
import { exact } from "./steps.js";
import { keyNamed, number, queryNamed, visible } from "../shared/words.js";

// `linesOf()` gives [{ label, numbers, limit, scale, rule, at }], always as many; `at` is
// the stop of a walk that shows the line, the last one's also what is said of a column: `read(i)`,
// null stands for none.
export function stack(view, linesOf, read) {
  const first = linesOf();
  const columns = first[0].numbers.length;
  let lines = first;
  view.fills.push(() => (lines = linesOf()));
  const rows = first.map(({ rule, at }, i) => {
    const canvas = element("canvas", { "aria-hidden": "true" });
    const label = element("span", { class: "label" });
    view.fills.push(() => {
      const { numbers, limit, scale } = lines[i];
      paintStrips(canvas, [numbers], columns, (value) => value / limit, scale, view.theme);
    });
    live(view, label, () => lines[i].label);
    liveNames(view, label, { title: () => lines[i].label });
    const stop = at ? { "data-at": at } : {};
    return element("div", { class: rule ? "line rule" : "line", ...stop }, label, canvas);
  });
  const frame = element("span", { class: "column", hidden: "" });
  const readout = element("p", { class: "readout", role: "status", "data-at": first.at(-1).at });
  const field = element("div", { class: "stack", tabindex: "0", role: "img" }, ...rows, frame);
  const names = () => lines.map(({ label }) => label).join(", ");
  liveNames(view, field, {
    "aria-label": () => `${names()}: ${columns} numbers each; arrow keys read them`,
  });
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
  view.fills.push(() => show(cursor));
  return element("div", {}, field, readout);
}

// q, k and their products, number by number; the products' sum is the score before dividing.
export function scalarProduct(view) {
  const read = (i) => {
    const { query, key, products, sums } = view.row.arrays;
    const whole = number(sums.data[0]);
    if (i === null) return `${products.data.length} products; their sum is q·k = ${whole}`;
    const [one, other, product] = [query, key, products].map(({ data }) => number(data[i]));
    return `number ${i}: ${one} × ${other} = ${product}`;
  };
  const lines = () => {
    const { row, scales } = view;
    const [query, key, products] = ["query", "key", "products"].map((n) => row.arrays[n].data);
    const both = { limit: limitOf([...query, ...key], 1), scale: scales.output };
    const [q, k] = row.working?.arrays.angles ? ["turn", "turn"] : ["q", "k"];
    return [
      { label: `q of ${queryNamed(row)}`, numbers: query, at: q, ...both },
      { label: `k of ${keyNamed(row)}`, numbers: key, at: k, ...both },
      {
        label: "q × k",
        at: "dot",
        numbers: products,
        limit: limitOf(products, 1),
        scale: scales.scores,
        rule: true,
      },
    ];
  };
  return stack(view, lines, read);
}

// The largest shares of the output, each weight times its value, and all others as one.
function sharesOf(row) {
  const { weights, values, rest, output } = row.arrays;
  const width = output.data.length;
  const others = row.tokens.length - row.top.length;
  const shares = row.top.map((k, i) => {
    const weight = weights.data[k];
    const numbers = values.data.slice(i * width, (i + 1) * width).map((value) => weight * value);
    return { label: `${number(weight)} × v(${visible(row.tokens[k])})`, numbers, at: "values" };
  });
  const few = weights.data.filter((_, k) => !row.top.includes(k));
  const share = few.reduce((sum, weight) => sum + weight, 0);
  const who = row.top.length ? `+ ${others} others` : `${others} keys`;
  if (others) shares.push({ label: `${who}, ${exact(share)}`, numbers: rest.data, at: "values" });
  return shares;
}

// The lines add up to the last one.
export function meanOfValues(view) {
  const output = () => view.row.arrays.output.data;
  const lines = () => {
    const sum = { label: "= output", numbers: output(), rule: true, at: "output" };
    const all = [...sharesOf(view.row), sum];
    const limit = limitOf(all.flatMap(({ numbers }) => [...numbers]), 1);
    return all.map((line) => ({ ...line, limit, scale: view.scales.output }));
  };
  const read = (i) => {
    if (i === null) return "Each line is a value times its weight; point at a column to add it up.";
    const sum = sharesOf(view.row).map(({ numbers }) => number(numbers[i]));
    return `number ${i}: ${sum.join(" + ")} = ${number(output()[i])}`;
  };
  return stack(view, lines, read);
}
