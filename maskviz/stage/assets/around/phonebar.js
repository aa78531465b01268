// The bar of a phone: the mask's name, and a button that opens and closes Streamlit's own sidebar.
import { button, element } from "../shared/dom.js";

const SIDEBAR = '[data-testid="stSidebar"]';
const OPENS = '[data-testid="stExpandSidebarButton"]';
const CLOSES = '[data-testid="stSidebarCollapseButton"] button';

// The sidebar comes over the lower part of the screen, so the picture goes to the upper one.
function pressSidebar(bar) {
  const open = document.querySelector(SIDEBAR)?.dataset.collapsed === "false";
  document.querySelector(open ? CLOSES : OPENS)?.click();
  const picture = bar.closest(".mv-page").querySelector(".mv-board");
  if (!open) requestAnimationFrame(() => picture?.scrollIntoView({ block: "start" }));
}

export function createPhoneBar() {
  const name = element("span", { class: "mv-phone-name", "aria-hidden": "true" });
  const bar = element("div", { class: "mv-phone" }, name);
  const controls = button("Controls", () => pressSidebar(bar), { "aria-controls": "stSidebar" });
  // Streamlit closes the sidebar when anything outside is pressed; this press decides itself.
  controls.addEventListener("mousedown", (event) => event.stopPropagation());
  bar.append(controls);
  return { whole: bar, name };
}
