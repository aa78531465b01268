// The fold of what is around the picture: the whole model. What is folded is not sent.
import { button, element, setMark } from "../shared/dom.js";

const LEADS = /\/(start|learn)?$/; // pages after which the picture stands alone at first

let judged = false; // once a page that is loaded

function isLed() {
  try {
    const { origin, pathname } = new URL(document.referrer);
    return origin === location.origin && LEADS.test(pathname);
  } catch {
    return false; // an address of its own led here
  }
}

export function startFold(parent, report) {
  const press = () => {
    const page = parent.closest(".mv-page");
    if (page.classList.contains("mv-led")) setMark(made, "aria-expanded", true);
    else report.trigger("panel", "whole");
    page.classList.remove("mv-led");
  };
  const made = button("The whole model", press, { class: "mv-fold", "data-id": "whole" });
  parent.append(element("div", { class: "mv-folds" }, made));
  return { parent, made, report };
}

// Somebody whom a lesson led here by a link, of which the server knows nothing, finds it folded.
export function drawFold(view, open) {
  setMark(view.made, "aria-expanded", open);
  const led = open && !judged && isLed();
  judged = true;
  view.parent.closest(".mv-page").classList.toggle("mv-led", led);
  if (!led) return;
  setMark(view.made, "aria-expanded", false);
  view.report.trigger("panel", "led");
}
