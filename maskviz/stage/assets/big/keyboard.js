// A large mask without a pointer: arrow keys move the block that is read out, + and − zoom.
import { blockOf, blockSize, boxOf, placeAt, showing, zoomedBy } from "./frame.js";

const BIG_MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const FAR = 10; // blocks at once with Shift

// Where zooming without a pointer holds still: the middle of the block read out, or of the picture.
function anchor({ frame, pointed }) {
  if (pointed) {
    const { x, y, w, h } = boxOf(frame, blockOf(frame, pointed.row, pointed.column), 1);
    return [x + w / 2, y + h / 2];
  }
  const { x, y, w, h } = frame.plot;
  return [x + w / 2, y + h / 2];
}

export function zoomStep(view, factor) {
  view.look(zoomedBy(view.frame, factor, ...anchor(view)));
}

function step(view, [down, right], blocks) {
  const { frame, pointed } = view;
  const [across, tall] = blockSize(frame);
  const within = (value, most) => Math.max(0, Math.min(value, most - 1));
  const { x, y, w, h } = frame.plot;
  const [column, row] = placeAt(frame, x + w / 2, y + h / 2).map(Math.floor);
  const from = pointed ?? { row, column };
  const next = {
    row: within(from.row + down * tall * blocks, frame.rows),
    column: within(from.column + right * across * blocks, frame.columns),
  };
  view.look(showing(frame, blockOf(frame, next.row, next.column)));
  view.point(next);
}

export function watchBigKeys(view) {
  view.overlay.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = BIG_MOVES[event.key];
    if (move) step(view, move, event.shiftKey ? FAR : 1);
    else if (event.key === "+" || event.key === "=") zoomStep(view, 2);
    else if (event.key === "-") zoomStep(view, 1 / 2);
    else if (event.key === "0") view.whole();
    else return;
    view.announce();
    event.preventDefault();
    event.stopPropagation(); // Streamlit has shortcuts of its own
  });
}
