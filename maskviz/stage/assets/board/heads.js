// All heads of the layer as thumbnails of their weights; a click asks Python for that head.
import { button, element, setMark, setText, sized } from "../shared/dom.js";
import { drawPicture } from "../shared/draw.js";
import { shapeIn } from "./layout.js";
import { sameCells, thumbnailPicture } from "../shared/pictures.js";

const HEAD_SIDE = 64;

export function createHeads() {
  const row = element("div", { class: "mv-heads-row" });
  const name = element("span", { class: "mv-section" });
  return {
    whole: element("div", { class: "mv-heads", role: "group" }, name, row),
    row,
    name,
    items: [],
  };
}

function item(view, head) {
  const canvas = element("canvas", { "data-head": head });
  const label = element("span", { class: "mv-head-label" });
  const title = element("span", { class: "mv-head-title" });
  const choose = () => {
    if (head !== view.scene.head) view.trigger("head", head);
  };
  return {
    canvas,
    label,
    title,
    whole: button("", choose, { class: "mv-head" }, canvas, label, title),
  };
}

export function drawHeads(view, heads) {
  const { scene, theme, scales } = view;
  const ratio = window.devicePixelRatio || 1;
  if (heads.items.length !== scene.heads) {
    heads.items = Array.from({ length: scene.heads }, (_, head) => item(view, head));
    heads.row.replaceChildren(...heads.items.map(({ whole }) => whole));
  }
  const all = `${scene.noun[0].toUpperCase()}${scene.noun.slice(1)}s`;
  setText(heads.name, scene.layer === null ? all : `${all} of layer ${scene.layer}`);
  setMark(heads.whole, "aria-label", heads.name.textContent);
  const differ = new Set(scene.headTitles).size > 1;
  const { w, h } = shapeIn(HEAD_SIDE, scene.keys, scene.queries);
  const setting = JSON.stringify([w, h, ratio, theme]);
  heads.items.forEach((it, head) => {
    const { whole, canvas, label, title } = it;
    const picture = { ...thumbnailPicture(scene, head, scales), setting };
    if (it.picture?.setting !== setting || !sameCells(it.picture, picture)) {
      const context = sized(canvas, HEAD_SIDE, h, ratio);
      const box = { x: (HEAD_SIDE - w) / 2, y: 0, w, h };
      drawPicture(context, box, picture, theme, { ratio, text: false });
    }
    it.picture = picture;
    setText(label, `${scene.noun} ${head}`);
    setText(title, differ ? scene.headTitles[head] : "");
    title.hidden = !differ;
    setMark(whole, "title", scene.headTitles[head] ?? "");
    setMark(whole, "aria-pressed", head === scene.head);
  });
}
