// The entry of a lesson's words: Streamlit calls it for every message. What is pressed is told to
// the server, which answers with the next step or with what is right.
import { createAsked, drawAsked } from "./asked.js";
import { coverOf } from "./cover.js";
import { listen } from "./keys.js";
import { phrase, plainText } from "./phrase.js";
import { renewed } from "../around/rich.js";
import { button, element, setText } from "../shared/dom.js";
import { holdAddress } from "../shared/history.js";
import { whenStyled } from "../shared/styled.js";
import { createTeller } from "../shared/teller.js";

const lessons = new WeakMap();

// Where no step follows nothing is told, unless steps are on their way that may have one.
function go(view, way) {
  if (!view.data[way] && !view.teller.waits()) return;
  view.walked += 1;
  view.teller.tell("go", way);
}

function stepOf(search) {
  const words = new URLSearchParams(search);
  return ["lesson", "step"].map((key) => words.get(key)).join(" ");
}

// A step that one walked to is an entry of the browser's history; what is set, and what is put
// right in an address, only changes it.
function write(view, change) {
  const url = new URL(change[2], location.href);
  const walked = view.walked > 0 && stepOf(url.search) !== stepOf(location.search);
  if (walked) view.walked -= 1;
  History.prototype[walked ? "pushState" : "replaceState"].call(history, ...change);
}

function createLesson(parent) {
  const view = { walked: 0 };
  view.teller = createTeller(view);
  const forth = (way) => () => go(view, way);
  view.title = element("h1");
  view.step = element("h2");
  view.progress = element("p", { class: "progress" });
  view.sentence = element("p", { class: "sentence" });
  view.look = element("p", { class: "look" });
  view.back = button("", forth("back"), { class: "back" });
  view.next = button("", forth("next"), { class: "next" });
  view.keys = element("p", { class: "keys" });
  view.links = element("nav", { class: "links" });
  view.live = element("p", { class: "hidden", "aria-live": "polite" });
  view.changed = element("p", { class: "changed", role: "status" });
  view.asked = createAsked((key) => view.teller.tell("choose", { step: view.data.id, key }));
  const ways = element("div", { class: "ways" }, view.back, view.next, view.keys);
  view.cover = element("div", { class: "cover", role: "region", tabindex: "0" });
  const head = element("header", {}, view.title, view.progress, ways);
  const words = element("div", { class: "words" }, view.step, view.sentence, view.look);
  const both = element("div", { class: "both" }, words, view.asked.root, view.cover);
  view.root = element("div", { class: "mv-panel mv-lesson" });
  view.root.append(head, both, view.changed, view.links, view.live);
  parent.querySelector(".mv-lesson")?.remove(); // left by an older version of this script
  parent.append(view.root);
  view.unheard = listen(view.root, (way) => go(view, way));
  lessons.set(parent, view);
  return view;
}

function drawChanged(view, { changed, said }) {
  if (!renewed(view, "changed", changed)) return;
  const back = () => view.teller.tell("restore", view.data.id);
  view.changed.replaceChildren(
    ...(changed ? [`${said.changed} `, button(said.restore, back)] : []),
  );
  view.changed.hidden = !changed;
}

function drawLinks(view, { links }) {
  if (!renewed(view, "links", links)) return;
  const made = links.map(({ href, text }) => element("a", { href, target: "_self" }, text));
  view.links.replaceChildren(...made);
}

// A new step is told once, and the window stands where it begins.
function drawStep(view, data) {
  if (!renewed(view, "id", data.id)) return;
  if (view.known) {
    setText(view.live, `${data.said.progress}: ${data.title}. ${plainText(data.sentence)}`);
    if (view.root.getBoundingClientRect().top < 0) view.root.scrollIntoView({ block: "start" });
  }
  view.known = true;
}

function drawLesson(view, data) {
  const { said } = data;
  view.data = data;
  view.teller.answered(data.taken);
  if (!view.teller.waits()) view.walked = 0;
  view.root.classList.toggle("large", data.large);
  setText(view.title, data.lesson);
  setText(view.step, data.title);
  setText(view.back, said.back);
  setText(view.next, data.next || said.next);
  setText(view.keys, said.keys);
  view.back.disabled = !data.back;
  view.next.disabled = !data.next;
  if (renewed(view, "progress", [data.number, data.of, said.progress])) {
    const marks = Array.from({ length: data.of }, (_, i) =>
      element("i", { class: i < data.number ? "past" : "" }),
    );
    const bar = element("span", { class: "marks", "aria-hidden": "true" }, ...marks);
    view.progress.replaceChildren(said.progress, bar);
  }
  if (renewed(view, "sentence", data.sentence))
    view.sentence.replaceChildren(phrase(data.sentence));
  if (renewed(view, "look", [data.look, said.look]))
    view.look.replaceChildren(element("strong", {}, `${said.look}: `), phrase(data.look));
  drawAsked(view.asked, data.asked, data.id, said);
  if (renewed(view, "cover", data.cover))
    view.cover.replaceChildren(...(data.cover ? [coverOf(data.cover, said.covered)] : []));
  view.cover.hidden = !data.cover;
  view.cover.setAttribute("aria-label", said.covered);
  drawChanged(view, data);
  drawLinks(view, data);
  drawStep(view, data);
}

export default function lesson(component) {
  const { parentElement, data } = component;
  const view = lessons.get(parentElement) ?? createLesson(parentElement);
  view.component = component;
  whenStyled(parentElement, () => drawLesson(view, data));
  const giveBack = holdAddress((...change) => write(view, change));
  return () => {
    giveBack();
    // Streamlit also cleans up after a call that a newer one overtook; the lesson then lives on.
    setTimeout(() => {
      if (parentElement.isConnected) return;
      view.unheard();
      lessons.delete(parentElement);
    });
  };
}
