// When each part is drawn: the stage at once, the others in the frames that follow; the first time
// all at once, so that nothing jumps.
import { writeAddress, writeTitle } from "./address.js";
import { bodyOf } from "./parts.js";
import { drawScene, startStage } from "./onstage.js";
import { linkProjector } from "./projector.js";
import { placeRings, ringsDrawn, takeRings } from "./rings.js";
import { frameSeen, seenOf, takeSeen } from "./seen.js";
import { readScene } from "../shared/scene.js";
import { jsonOf } from "../shared/unpack.js";

const SHARE = 8; // ms of a frame that parts may take before the rest waits for the next

function drawStageNow(board, header, started) {
  const place = board.places.stage;
  const part = header.parts.find(({ name }) => name === "stage");
  place.box.hidden = !part;
  if (!part) return;
  const handed = header.parts.find(({ name }) => name === "hand");
  const [body, hand] = [bodyOf(part), handed && bodyOf(handed)];
  if (!place.view && !body) return;
  place.view ??= startStage(place.box, board.report, {
    moved: () => placeRings(board),
    rings: () => ringsDrawn(board),
  });
  const { seen } = seenOf(header);
  frameSeen(board.root, seen);
  linkProjector(seen);
  takeSeen(place.view, seen);
  const same = part.digest === place.digest;
  const scene = same || !body ? place.view.scene : readScene(body);
  const now = hand ? jsonOf(hand) : { book: {}, locked: null };
  if (same || body) {
    scene.book = now.book; // what is painted in this very scene
    place.digest = part.digest;
  }
  drawScene(place.view, scene, now, started);
}

function drawPlace(board, part) {
  const place = board.places[part.name];
  if (!place?.draw) return;
  const besides = board.header.parts.filter(({ name }) => place.besides?.includes(name));
  const digest = [part, ...besides].map((each) => each.digest).join(" ");
  const body = digest !== place.digest && bodyOf(part);
  if (!body) return;
  const others = Object.fromEntries(besides.map((each) => [each.name, bodyOf(each)]));
  place.view ??= place.start(place.box, board.report);
  place.box.hidden = false;
  place.draw(place.view, body, others);
  place.digest = Object.values(others).every(Boolean) ? digest : null; // one may have to be asked for
}

function hideAbsent(board, { parts }) {
  const listed = new Set(parts.map(({ name }) => name));
  for (const [name, place] of Object.entries(board.places)) {
    const hidden = !listed.has(name) || !place.view;
    if (place.box.hidden !== hidden) place.box.hidden = hidden;
  }
}

function finish(board) {
  const { header, root } = board;
  hideAbsent(board, header);
  placeRings(board);
  root.classList.remove("mv-empty");
  writeTitle(root, header.page);
  root.dataset.whole = Number(root.dataset.whole ?? 0) + 1;
}

// Draws what is still due, as much as fits into a frame; unless `frames` is given, all of it.
function drawRest(board, frames) {
  board.due = 0;
  const started = performance.now();
  const { header } = board;
  while (board.at < header.parts.length) {
    drawPlace(board, header.parts[board.at++]);
    const over = performance.now() - started > SHARE;
    if (frames && over && board.at < header.parts.length) return afterFrame(board);
  }
  finish(board);
}

function afterFrame(board) {
  board.due ||= requestAnimationFrame(() => setTimeout(() => drawRest(board, true)));
}

// Shows a message whose bodies are kept.
export function showParts(board, header, started) {
  const first = !board.header;
  board.header = header;
  board.at = 0;
  drawStageNow(board, header, started);
  takeRings(board, header);
  if (header.address) writeAddress(board.root, header.address); // each, also of one overtaken
  if (first) drawRest(board, false);
  else afterFrame(board);
}
