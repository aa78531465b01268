// A page of its own: the stages of one head after another, and the locked row from its scores on.
// Whatever is asked is answered here; there is no server.
import { openMessage } from "../board/message.js";
import { drawScene, startStage } from "../board/onstage.js";
import { takeSeen } from "../board/seen.js";
import { element } from "../shared/dom.js";
import { readScene } from "../shared/scene.js";
import { drawScored, startPanel } from "./panel.js";
import { deriveWeights, scoredRow } from "./scored.js";

const FRAME = 800; // px: a frame may be as high as its page, and says nothing of the screen
const QUIET = { moved() {}, rings: () => [] }; // nothing is drawn over the stage

function sceneOf(page, head) {
  if (page.scenes[head]) return page.scenes[head];
  const { at, size, derived } = page.header.scenes[head];
  const scene = readScene(page.bodies.slice(at, at + size));
  scene.book = {};
  scene.thumbnails = page.thumbnails ??= scene.thumbnails; // they come with the first one only
  if (derived && page.header.stages.includes("weights")) deriveWeights(scene);
  return (page.scenes[head] = scene);
}

function showPanel(page) {
  if (!page.panel) return;
  const spot = page.view.spotOfLock();
  const remarks = spot && (page.header.remarks[page.head]?.[spot.row] ?? []);
  drawScored(page.panel, spot && scoredRow(page.view.scene, spot, remarks));
}

// The title and the lines that stand in the page already are the first head's.
function sayHead({ header, head }) {
  const { title, lines } = header.words[head];
  document.title = `${title} – maskviz`;
  document.querySelector("h1").textContent = title;
  document.querySelector(".lines").replaceChildren(...lines.map((line) => element("p", {}, line)));
}

function showHeadOf(page, head, locked) {
  if (page.head !== head) sayHead({ ...page, head });
  page.head = head;
  drawScene(page.view, sceneOf(page, head), { book: {}, locked }, performance.now());
  showPanel(page);
}

// `data` is the message of maskviz/standalone/message.py.
export default function standalone({ data, parentElement }) {
  const { header, bodies } = openMessage(data);
  const page = { header, bodies, scenes: [], head: header.head };
  const report = {
    state: (name) => name === "locked" && showPanel(page),
    trigger: (name, value) => name === "head" && showHeadOf(page, value, page.view.locked),
  };
  page.view = startStage(parentElement, report, QUIET);
  if (window.parent !== window) page.view.height = () => FRAME;
  const hide = ["picks", "paint", ...(header.scenes.length > 1 ? [] : ["heads"])];
  takeSeen(page.view, { hide, stages: header.stages, large: "", type: "", alone: false });
  if (header.stages.includes("weights")) page.panel = startPanel(parentElement);
  showHeadOf(page, header.head, header.locked);
  parentElement.dataset.whole = "1";
}
