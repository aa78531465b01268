// The parts of the board: where each stands, and how it is started and drawn.
import { drawAnswers, startAnswers } from "../around/answers.js";
import { drawFold, startFold } from "../around/fold.js";
import { drawFigureLine, startLine } from "../around/figures.js";
import { drawGlossary, glossaryOf, startGlossary } from "../around/glossary.js";
import { drawPanels, startPanels } from "../around/panels.js";
import { drawPicks, startPicks } from "../around/picks.js";
import { drawWords, startWords } from "../around/words.js";
import { drawFlow, startFlow } from "../flow/flow.js";
import { drawRow, startRow } from "../row/row.js";
import { element } from "../shared/dom.js";
import { jsonOf } from "../shared/unpack.js";

function fromJson(draw) {
  return (view, body) => draw(view, jsonOf(body));
}

// The words with the glossary, where it is there.
function drawTitled(view, body, { glossary }) {
  drawWords(view, jsonOf(body), glossary && glossaryOf(glossary));
}

function startTitledRow(parent, report) {
  parent.append(element("h2", {}, "The locked row, number by number"));
  return startRow(parent, report);
}

// From top to bottom, and so from Tab to Tab: the pictures come first. The stage has no `draw` here:
// it is drawn with what the hand has done. Parts in `besides` have no place: they are drawn in this
// one, when they are there.
const PLACES = {
  words: { start: startWords, draw: drawTitled, besides: ["glossary"] },
  picks: { start: startPicks, draw: fromJson(drawPicks) },
  stage: {},
  glossary: { start: startGlossary, draw: drawGlossary },
  figures: { start: startLine, draw: fromJson(drawFigureLine) },
  whole: { start: startFold, draw: fromJson(drawFold) },
  flow: { start: startFlow, draw: drawFlow, besides: ["layer"] },
  row: { start: startTitledRow, draw: drawRow, besides: ["working", "weights"] },
  answers: { start: startAnswers, draw: fromJson(drawAnswers) },
  panels: { start: startPanels, draw: fromJson(drawPanels) },
};

// name -> { box, start, draw, besides, view, digest of what is drawn }
export function createPlaces(root) {
  const places = {};
  for (const [name, way] of Object.entries(PLACES)) {
    const box = element("section", { class: "mv-part", "data-part": name });
    box.hidden = true;
    root.append(box);
    places[name] = { ...way, box, view: null, digest: null };
  }
  return places;
}
