// The buttons of what is opened by hand; Streamlit draws the open panels below the board.
import { button, element, setMark } from "../shared/dom.js";
import { refill, renewed } from "./rich.js";

export function startPanels(parent, report) {
  const root = element("div", { class: "mv-panels", role: "group", "aria-label": "More" });
  parent.append(root);
  return { root, report };
}

export function drawPanels(view, panels) {
  const shown = panels.map(({ name, title }) => [name, title]);
  if (renewed(view, "panels", shown)) {
    const buttons = shown.map(([name, title]) =>
      button(title, () => view.report.trigger("panel", name), { "data-id": name }),
    );
    refill(view.root, ...buttons);
  }
  panels.forEach(({ open }, i) => setMark(view.root.children[i], "aria-expanded", open));
}
