// What hands can do here, seen once by everybody: until the first lock, paint or move, or until it
// is put away. That is kept for the tab's visit, where the browser allows it, and nowhere else.
import { button, element, setText } from "../shared/dom.js";

const ONCE = "maskviz.hint";
const WORDS = {
  mouse: [
    "Click a cell to lock it.",
    "The arrow keys move it; P is for large type.",
    "Press Paint, then click or drag over the mask.",
  ],
  touch: [
    "Tap a cell to lock it.",
    "Swipe for the next picture.",
    "Press Paint, then draw on the mask with a finger.",
  ],
  keys: [
    "Tab to a picture: the arrow keys move the locked cell, Enter shows it large.",
    "P is for large type.",
    "Press Paint, then Space changes a cell of the mask.",
  ],
};

let gone = false;

function isGone() {
  try {
    gone ||= sessionStorage.getItem(ONCE) !== null;
  } catch {
    // nothing may be kept: it is seen once a page that is loaded
  }
  return gone;
}

function putAway() {
  gone = true;
  try {
    sessionStorage.setItem(ONCE, "seen");
  } catch {
    // as above
  }
}

export function createHint(view) {
  const said = element("span", { role: "status" });
  const close = button("×", () => done(), { class: "mv-hint-close", title: "Put the hint away" });
  close.setAttribute("aria-label", "Put the hint away");
  const whole = element("div", { class: "mv-hint" }, said, close);
  let hands = matchMedia("(pointer: coarse)").matches ? "touch" : "mouse";
  whole.hidden = true;

  function done() {
    if (gone && whole.hidden) return;
    putAway();
    whole.hidden = true;
  }
  function refresh() {
    whole.hidden = isGone() || view.seen.alone;
    if (whole.hidden) return;
    const [lock, move, paint] = WORDS[hands];
    setText(said, [lock, move, ...(view.tools.paints() ? [paint] : [])].join(" "));
  }
  // the words for keys come when keys are used; they are not said once more
  view.root.addEventListener("keyup", ({ key }) => {
    if (key !== "Tab" || hands === "keys" || whole.hidden) return;
    hands = "keys";
    said.removeAttribute("role");
    refresh();
  });
  return { whole, refresh, done };
}
