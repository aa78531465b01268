// The bar of a phone: the mask's name, and a button that opens and closes Streamlit's own sidebar.
import { button, element } from "../shared/dom.js";

const OPENS = '[data-testid="stExpandSidebarButton"]';
const CLOSES = '[data-testid="stSidebarCollapseButton"] button';

function pressSidebar() {
  const open = document.querySelector('[data-testid="stSidebar"]')?.getAttribute("aria-expanded");
  const way = open === "true" ? [CLOSES, OPENS] : [OPENS, CLOSES];
  way.map((each) => document.querySelector(each)).find(Boolean)?.click();
}

export function createPhoneBar() {
  const name = element("span", { class: "mv-phone-name" });
  const controls = button("Controls", pressSidebar, { "aria-haspopup": "true" });
  return { whole: element("div", { class: "mv-phone" }, name, controls), name };
}
