// What a mask is for, folded: its own file tells it. It stays open while other masks are looked at.
import { element, setText } from "../shared/dom.js";

export function createStory() {
  const summary = element("summary");
  const lines = [element("p"), element("p"), element("p")];
  const whole = element("details", { class: "mv-story" }, summary, ...lines);
  const tell = (story) => {
    whole.hidden = !story;
    if (!story) return;
    setText(summary, story.title);
    lines.forEach((line, i) => setText(line, story.lines[i]));
  };
  return { whole, tell };
}
