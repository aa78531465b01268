// The locked row as a real table, and every change of it or of the cell as a sentence for screen
// readers.
import { blocksLate } from "../shared/blocking.js";
import { element, setText } from "../shared/dom.js";
import { isShown } from "./seen.js";
import { biasSaid, cellSummary, number, rowSummary, visible } from "../shared/words.js";

const STILL = 250; // ms that a change lasts before it is said: of a key held down the last cell
const STAGE_OF = { raw: "raw", masked: "masked", weight: "weights" }; // column -> what it is of
const HEADS = ["key", "token", "raw", "masked", "weight", "blocked by, or bias"];

function shownColumns(view) {
  return HEADS.filter((name) => !STAGE_OF[name] || isShown(view, STAGE_OF[name]));
}

export function createTable(view) {
  const summary = element("summary");
  const body = element("tbody");
  const head = element("tr");
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
  const columns = shownColumns(view);
  const named = (name) => (name === "masked" && blocksLate(scene) ? "score" : name);
  const heads = columns.map((name) => element("th", { scope: "col" }, named(name)));
  table.head.replaceChildren(...heads);
  const rows = scene.tokens.map((token, key) => {
    const i = row * scene.keys + key;
    const bias = scene.added[i] ? biasSaid(scene.added[i]) : "";
    const why = scene.shown[i] ? bias : scene.reasons(row, key).join(", ");
    const cells = {
      key: () => `${key}`,
      token: () => visible(token),
      raw: () => number(scene.raw[i]),
      masked: () => number(scene.masked(i)),
      weight: () => number(scene.weights[i]),
    };
    const values = columns.map((name) => cells[name]?.() ?? why);
    return element("tr", {}, ...values.map((text) => element("td", {}, element("bdi", {}, text))));
  });
  table.body.replaceChildren(...rows);
}

// The cell; where its row is another one, or reads other keys, that too.
function sayNews({ scene, seen, table, spotOfLock }) {
  const spot = spotOfLock();
  const said = () => [cellSummary(scene, spot, seen.stages), rowSummary(scene, spot.row)];
  const [cell, row] = spot ? said() : ["", ""];
  if (cell === table.cell && row === table.row) return;
  setText(table.live, row === table.row ? cell : [cell, row].filter(Boolean).join(". "));
  Object.assign(table, { cell, row });
}

export function saySummary(view) {
  clearTimeout(view.table.due);
  view.table.due = setTimeout(() => sayNews(view), STILL);
}
