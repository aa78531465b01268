// The parts as last sent: name -> { digest, body }. They outlive a board that is mounted anew, and
// so need not be sent again.

const held = new Map();
const asked = new Map(); // name -> { digest, times } of what had to be asked for
const PATIENT = 3; // times that the same part is asked for in vain

// Keeps the bodies that a message brings.
export function keepParts({ parts }, bodies) {
  for (const { name, digest, at, size } of parts) {
    if (at === undefined || at + size > bodies.length) continue;
    held.set(name, { digest, body: bodies.subarray(at, at + size) });
    asked.delete(name);
  }
}

// The bytes of a part, or null when they were sent to another page, or never arrived.
export function bodyOf({ name, digest }) {
  const found = held.get(name);
  return found?.digest === digest ? found.body : null;
}

// The names of the parts that have to be asked for.
export function lacking({ parts }) {
  const names = [];
  for (const part of parts) {
    if (bodyOf(part)) continue;
    const before = asked.get(part.name);
    const times = before?.digest === part.digest ? before.times + 1 : 1;
    asked.set(part.name, { digest: part.digest, times });
    if (times <= PATIENT) names.push(part.name);
  }
  return names;
}
