// What is said of a step: what it reads, what is kept, what it costs, what comes next.
const whole = (number) => number.toLocaleString("en");

function quoted(token) {
  return `“${token}”`;
}

// "Step 3 of 9: token 8 “asked”", with a word for a token that the model wrote.
export function stopName(told, stop) {
  const last = told.steps - 1;
  if (stop === 0) return `Prefill: tokens 0 to ${told.prefill - 1} at once, as a square`;
  const now = told.prefill - 1 + stop;
  const wrote = now >= told.given ? ", which was written" : "";
  return `Step ${stop} of ${last}: token ${now} ${quoted(told.tokens[now])}${wrote}`;
}

export function counts(told, now) {
  const row = now * told.total;
  let [kept, open] = [0, 0];
  for (let k = 0; k <= now; k++) {
    kept += told.kept[row + k];
    open += told.open[row + k];
  }
  return { kept, open };
}

// Pairs of a name and what it is.
export function factsOf(told, now, stop) {
  const { kept, open } = counts(told, now);
  const rows = stop === 0 ? told.prefill : 1;
  const slots = stop === 0 ? now + 1 : kept;
  const cost = rows * (told.fixed + told.perSlot * slots);
  const again = (now + 1) * (told.fixed + told.perSlot * (now + 1));
  const times = (again / cost).toFixed(1);
  const guesses = told.guesses[now].map(([token, share]) => `${quoted(token)} ${share}`);
  const facts = [["reads", `${whole(open)} of ${whole(kept)} keys in the cache`]];
  if (stop === 0) facts[0] = ["reads", `${whole(rows)} rows in one pass, under the mask`];
  facts.push(["cache", `${whole(kept)} tokens, ${whole(kept * told.slotBytes)} bytes`]);
  facts.push(["multiply-adds", `${whole(cost)}${stop ? `; without a cache ${times} times` : ""}`]);
  if (stop) facts.push(["off the square", `${told.gaps[now]} at most`]);
  facts.push(["next", guesses.join(", ")]);
  return facts;
}

export function saidOf(told, now, stop) {
  const facts = factsOf(told, now, stop).map(([name, text]) => `${name}: ${text}`);
  return `${stopName(told, stop)}. ${facts.join("; ")}.`;
}
