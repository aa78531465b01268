// Words of the field in a text: where one first stands it can be tapped for what it means.
import { element } from "./dom.js";

let taps = 0;

// A word as it stands in the text, and the note that it opens: by mouse, finger and keyboard; Escape
// or a tap elsewhere closes it.
export function wordTap(said, { name, title, says }) {
  const id = `tap-${(taps += 1)}`;
  const made = element("button", { type: "button", class: "mv-tap", popovertarget: id }, said);
  const more = element("a", { href: `./words?word=${name}`, target: "_self" }, title);
  const about = { popover: "", class: "mv-tap-note", id, role: "note" };
  return [made, element("span", about, more, `: ${says}`)];
}

const escaped = (form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const bent = (form) =>
  /^[a-z]/.test(form) && form === form.toLowerCase()
    ? `[${form[0]}${form[0].toUpperCase()}]${escaped(form.slice(1))}`
    : escaped(form);

// The glossary as it was sent, a list of words with all their forms, made ready to look for.
export function readGlossary(words) {
  const byForm = new Map(words.flatMap((word) => word.forms.map((form) => [form, word])));
  const longest = [...byForm.keys()].sort((a, b) => b.length - a.length);
  const whole = `(?<![\\p{L}\\p{N}_-])(?:${longest.map(bent).join("|")})(?![\\p{L}\\p{N}_-])`;
  return { words, byForm, pattern: new RegExp(whole, "gu") };
}

// A text as nodes, the notes apart, so that the text stays what it is; a word that is in `met` stood
// before.
export function withTaps(text, { byForm, pattern }, met) {
  const [nodes, notes] = [[], []];
  let at = 0;
  for (const { 0: said, index } of text.matchAll(pattern)) {
    const word = byForm.get(said) ?? byForm.get(said[0].toLowerCase() + said.slice(1));
    if (met.has(word.name)) continue;
    met.add(word.name);
    const [made, note] = wordTap(said, word);
    nodes.push(text.slice(at, index), made);
    notes.push(note);
    at = index + said.length;
  }
  return [[...nodes, text.slice(at)], notes];
}
