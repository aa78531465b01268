// The paint book: slot -> { base, flips }. A stroke is the cells it changed; done again it is undone.

export function createHistory() {
  return { done: [], undone: [] };
}

// The book with a stroke { slot, base, flips } applied; a slot without flips is left out.
export function withStroke(book, { slot, base, flips }) {
  const now = new Set(book[slot]?.flips ?? []);
  for (const flip of flips) if (!now.delete(flip)) now.add(flip);
  const { [slot]: before, ...others } = book;
  if (now.size === 0) return others;
  return {
    ...others,
    [slot]: { base: before?.base ?? base, flips: [...now].sort((a, b) => a - b) },
  };
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
  return withStroke(book, stroke);
}

// Strokes on what Python has replaced can no longer be undone.
export function forget(history, before, after) {
  const same = (slot) =>
    JSON.stringify(before[slot] ?? null) === JSON.stringify(after[slot] ?? null);
  history.done = history.done.filter((stroke) => same(stroke.slot));
  history.undone = history.undone.filter((stroke) => same(stroke.slot));
}
