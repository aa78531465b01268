// Who is right when values cross on their way: what was sent counts until its answer comes, then
// Python is the truth again.

const PATIENCE = 3000; // ms after which an answer is no longer waited for

function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${name}:${canonical(value[name])}`)}}`;
}

export function createPending() {
  let waiting = [];
  let truth = null;
  let sentAt = 0;
  return {
    // Whether an answer is still waited for.
    open: () => waiting.length > 0 && performance.now() - sentAt < PATIENCE,
    sent(value) {
      waiting.push(canonical(value));
      sentAt = performance.now();
    },
    // Whether a value that Python sends replaces the local one.
    accepts(value) {
      const form = canonical(value);
      const answered = waiting.indexOf(form);
      const late = waiting.length && form === truth && performance.now() - sentAt < PATIENCE;
      if (answered < 0 && late) return false; // written before ours arrived
      waiting = answered < 0 ? [] : waiting.slice(answered + 1);
      truth = form;
      return waiting.length === 0;
    },
  };
}
