// The paint book: slot -> { base, flips, biases }; biases, if any, are [[value, [cell, …]], …], by
// size. A stroke is what it changed: cells turned over, and [cell, before, after] for biases.

export function createHistory() {
  return { done: [], undone: [] };
}

// The painted biases of a page, cell -> value.
export function biasesOf(page) {
  const pairs = (page?.biases ?? []).flatMap(([value, cells]) => cells.map((c) => [c, value]));
  return new Map(pairs);
}

function ascending(numbers) {
  return [...numbers].sort((a, b) => a - b);
}

function biasList(biases) {
  const values = ascending(new Set(biases.values()));
  const cellsOf = (value) => [...biases.keys()].filter((cell) => biases.get(cell) === value);
  return values.map((value) => [value, ascending(cellsOf(value))]);
}

// The book with a stroke { slot, base, flips, biases } done or taken back, without empty pages.
export function withStroke(book, { slot, base, flips, biases }, back = false) {
  const { [slot]: page, ...others } = book;
  const turned = new Set(page?.flips ?? []);
  for (const flip of flips) if (!turned.delete(flip)) turned.add(flip);
  const added = biasesOf(page);
  for (const [cell, before, after] of biases) {
    const value = back ? before : after;
    if (value) added.set(cell, value);
    else added.delete(cell);
  }
  if (turned.size + added.size === 0 && !page?.size) return others;
  const now = { base: page?.base ?? base, flips: ascending(turned) };
  if (added.size) now.biases = biasList(added);
  if (page?.size) now.size = page.size; // a matrix somebody brought: it stays when paint is gone
  return { ...others, [slot]: now };
}

// The stroke that takes everything off a page.
export function clearing(slot, page) {
  const biases = [...biasesOf(page)].map(([cell, value]) => [cell, value, 0]);
  return { slot, base: page.base, flips: [...page.flips], biases };
}

export function remember(history, stroke) {
  history.done.push(stroke);
  history.undone = [];
}

function lastOf(strokes, slot) {
  return strokes.findLastIndex((stroke) => stroke.slot === slot);
}

export function canStep(history, slot, forward) {
  return lastOf(forward ? history.undone : history.done, slot) >= 0;
}

// Undo (or redo) the last stroke of a slot; returns the new book.
export function step(history, book, slot, forward) {
  const [from, to] = forward ? [history.undone, history.done] : [history.done, history.undone];
  const at = lastOf(from, slot);
  if (at < 0) return book;
  const [stroke] = from.splice(at, 1);
  to.push(stroke);
  return withStroke(book, stroke, !forward);
}

// Strokes on what Python has replaced can no longer be undone.
export function forget(history, before, after) {
  const same = (slot) =>
    JSON.stringify(before[slot] ?? null) === JSON.stringify(after[slot] ?? null);
  history.done = history.done.filter((stroke) => same(stroke.slot));
  history.undone = history.undone.filter((stroke) => same(stroke.slot));
}
