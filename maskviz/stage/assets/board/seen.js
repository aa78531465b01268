// What of the board is seen, as the link or a lesson says: which stages, one of them large, the size
// of type. What is hidden is no longer in the page, or `hidden`, so that no key reaches it.
import { bodyOf } from "./parts.js";
import { STAGES } from "../shared/pictures.js";
import { jsonOf } from "../shared/unpack.js";

export const ALL = { hide: [], stages: STAGES, large: "", type: "", alone: false };

// What a message says of it, and the rings over it; all where it says nothing.
export function seenOf({ parts }) {
  const part = parts.find(({ name }) => name === "seen");
  const body = part && bodyOf(part);
  const { rings, ...seen } = body ? jsonOf(body) : { ...ALL, rings: [] };
  return { rings, seen };
}

// The stages that are drawn, and those that are not.
export function isShown(view, name) {
  return view.seen.stages.includes(name);
}

export function isHidden(view, place) {
  return view.seen.hide.includes(place);
}

// Thumbnails of heads show weights; where there are none they may show masks.
export function showsHeads(view) {
  if (isHidden(view, "heads")) return false;
  return isShown(view, "weights") || Boolean(view.scene?.thumbnails);
}

// Takes over what is seen; returns whether it is something else than before.
export function takeSeen(view, seen) {
  const before = view.seen;
  if (JSON.stringify(before) === JSON.stringify(seen)) return false;
  view.seen = seen;
  const gone = view.large && !isShown(view, view.large);
  if (seen.large !== before.large || gone) view.large = seen.large || null;
  view.hover = null;
  return true;
}

// The frame around the stages: what CSS and other parts go by.
export function frameSeen(root, { type, alone, hide }) {
  root.classList.toggle("mv-large", type === "large");
  root.classList.toggle("mv-alone", alone);
  root.classList.toggle("mv-no-controls", hide.includes("sidebar"));
}

// What is there and not to be seen of the stage, whenever it is drawn anew.
export function hideUnseen(view) {
  const { tools, heads, made, jumps, figures, root } = view;
  tools.bar.hidden = isHidden(view, "tools");
  heads.whole.hidden = !showsHeads(view);
  if (!isShown(view, "mask")) made.whole.hidden = true;
  const shown = view.seen.stages;
  jumps.hidden = shown.length < 2;
  for (const [name, { whole, operation, jump }] of Object.entries(figures)) {
    whole.hidden = jump.hidden = !isShown(view, name);
    if (operation) operation.hidden = whole.hidden || name === shown[0];
  }
  root.classList.toggle("mv-few", shown.length < 4);
}

// Whether something is calculated between two stages that is not drawn.
export function leapsTo({ seen }, name) {
  const at = seen.stages.indexOf(name);
  return at > 0 && seen.stages[at - 1] !== STAGES[STAGES.indexOf(name) - 1];
}
