// The button that copies the link of what is on the screen.
import { button, element, icon } from "../shared/dom.js";

const SAID = 2000; // ms that “Copied” stands on the button

// Without https a page has no clipboard of its own: a field is selected and copied as if by hand.
function copiedByHand(text) {
  const field = element("textarea", { class: "mv-hidden", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.style.cssText = "position: fixed; opacity: 0";
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

export function createCopy() {
  let link = null;
  let timer = 0;
  const label = element("span", {}, "Copy link");
  const told = element("span", { role: "status", class: "mv-hidden" });
  const field = element("input", { class: "mv-link", readonly: "", "aria-label": "The link" });
  const say = (text) => {
    label.textContent = told.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => {
      label.textContent = "Copy link";
      told.textContent = "";
    }, SAID);
  };
  const press = async () => {
    const text = new URL(link, location.origin + location.pathname).href;
    const focused = whole.getRootNode().activeElement;
    const done = await copied(text);
    field.hidden = done;
    if (done) {
      focused?.focus({ preventScroll: true });
      return say("Copied");
    }
    field.value = text; // where nothing may be copied the link is shown, selected
    field.focus();
    field.select();
  };
  const made = button("", press, { class: "mv-copy" }, icon("link"), label);
  const whole = element("div", { class: "mv-copying" }, made, told, field);
  field.hidden = true;
  return {
    whole,
    // The link to copy, or with null the sentence why there is none.
    offer(now, nolink) {
      if (now !== link) field.hidden = true;
      link = now;
      made.disabled = now === null;
      made.title = now === null ? (nolink ?? "") : "It opens exactly this";
    },
  };
}
