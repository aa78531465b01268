// The locked row as a real table, and every change of it or of the cell as a sentence for screen
// readers.
import { blocksLate } from "../shared/blocking.js";
import { element, setText } from "../shared/dom.js";
import { biasSaid, cellSummary, number, rowSummary, visible } from "../shared/words.js";

const STILL = 250; // ms that a change lasts before it is said: of a key held down the last cell
const HEADS = ["key", "token", "raw", "masked", "weight", "blocked by, or bias"];

export function createTable(view) {
  const summary = element("summary");
  const body = element("tbody");
  const head = element("tr", {}, ...HEADS.map((text) => element("th", { scope: "col" }, text)));
  const table = element("table", {}, element("thead", {}, head), body);
  const about = { tabindex: "0", role: "region", "aria-label": "The row as a table" };
  const whole = element(
    "details",
    { class: "mv-table" },
    summary,
    element("div", { class: "mv-table-body", ...about }, table),
  );
  const live = element("p", { class: "mv-hidden", "aria-live": "polite" });
  whole.addEventListener("toggle", () => fillTable(view));
  return { whole, summary, head, body, live, due: 0, cell: "", row: "" };
}

export function fillTable(view) {
  const { scene, table } = view;
  const row = view.spotOfLock()?.row ?? scene.queries - 1;
  setText(table.summary, `Row ${row + scene.offset} as a table`);
  if (!table.whole.open) return;
  table.head.children[HEADS.indexOf("masked")].textContent = blocksLate(scene) ? "score" : "masked";
  const rows = scene.tokens.map((token, key) => {
    const i = row * scene.keys + key;
    const bias = scene.added[i] ? biasSaid(scene.added[i]) : "";
    const why = scene.shown[i] ? bias : scene.reasons(row, key).join(", ");
    const values = [
      `${key}`,
      visible(token),
      number(scene.raw[i]),
      number(scene.masked(i)),
      number(scene.weights[i]),
      why,
    ];
    return element("tr", {}, ...values.map((text) => element("td", {}, element("bdi", {}, text))));
  });
  table.body.replaceChildren(...rows);
}

// The cell; where its row is another one, or reads other keys, that too.
function sayNews({ scene, table, spotOfLock }) {
  const spot = spotOfLock();
  const [cell, row] = spot ? [cellSummary(scene, spot), rowSummary(scene, spot.row)] : ["", ""];
  if (cell === table.cell && row === table.row) return;
  setText(table.live, row === table.row ? cell : [cell, row].filter(Boolean).join(". "));
  Object.assign(table, { cell, row });
}

export function saySummary(view) {
  clearTimeout(view.table.due);
  view.table.due = setTimeout(() => sayNews(view), STILL);
}
