// The entry: one component that draws all that changes with a key press. Streamlit calls it for
// every message and every change of theme, with the same parent.
import { isElsewhere, writeAddress } from "./address.js";
import { openMessage, unpacked } from "./message.js";
import { endStage } from "./onstage.js";
import { showParts } from "./order.js";
import { keepParts, lacking } from "./parts.js";
import { createPlaces } from "./places.js";
import { element } from "../shared/dom.js";
import { whenStyled } from "../shared/styled.js";
import { createTeller } from "../shared/teller.js";

const boards = new WeakMap();

function startBoard(parent) {
  const root = element("div", { class: "mv-page mv-empty" });
  const board = { root, component: null, calls: 0, header: null, at: 0, due: 0, opening: null };
  board.teller = createTeller(board);
  board.report = {
    state: (name, value) => board.component.setStateValue(name, value),
    trigger(name, value) {
      // the flow shows a chosen layer at once: whatever the answer is, it is drawn
      if (name === "layer") board.places.flow.digest = null;
      board.teller.tell(name, value);
    },
  };
  board.places = createPlaces(root);
  parent.querySelector(".mv-page")?.remove(); // left by an older version of this script
  parent.append(root);
  boards.set(parent, board);
  return board;
}

// Asks for what a message builds on and this page does not have.
function showMessage(board, header, started) {
  const names = lacking(header);
  if (header.address && isElsewhere(header.address)) {
    board.report.trigger("arrived", location.search);
    if (board.header) return; // what is on the screen is what the tab's address says
  }
  showParts(board, header, started);
  if (names.length) board.report.trigger("lacks", names);
}

// Bodies are kept in the order in which they came, and only the newest message is drawn.
function receive(board, call, bytes) {
  const started = performance.now();
  const { header, bodies } = openMessage(bytes);
  board.teller.answered(header.taken);
  const done = (plain) => {
    keepParts(header, plain);
    if (call === board.calls) showMessage(board, header, started);
    else if (header.address?.push) writeAddress(board.root, header.address); // Back leads to it
  };
  if (!header.packed && !board.opening) return done(bodies);
  const before = board.opening;
  const plain = header.packed ? unpacked(bodies) : bodies;
  const opening = Promise.all([plain, before]).then(([found]) => {
    if (board.opening === opening) board.opening = null;
    done(found);
  });
  board.opening = opening;
}

export default function board(component) {
  const { parentElement, data } = component;
  const it = boards.get(parentElement) ?? startBoard(parentElement);
  it.component = component;
  const call = ++it.calls;
  if (data) whenStyled(parentElement, () => receive(it, call, data));
  return () => {
    // Streamlit also cleans up after a call that a newer one overtook; the board then lives on.
    setTimeout(() => {
      if (call !== it.calls || parentElement.isConnected) return;
      cancelAnimationFrame(it.due);
      if (it.places.stage.view) endStage(it.places.stage.view);
      boards.delete(parentElement);
    });
  };
}
