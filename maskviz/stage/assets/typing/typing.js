// The entry: one line that is typed into a box is read when the typing pauses, as a rule always was.
const PAUSE = 400; // ms
const LONGEST = 300; // characters; more, or several lines, wait until they are sent by hand

export default function typing({ data }) {
  let waiting;

  function send(box) {
    const pressed = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true };
    box.dispatchEvent(new KeyboardEvent("keydown", { ...pressed, bubbles: true, cancelable: true }));
  }

  function typed({ target }) {
    if (!target.closest?.(`.st-key-${data.key} textarea`)) return;
    clearTimeout(waiting);
    if (target.value.length > LONGEST || target.value.includes("\n")) return;
    waiting = setTimeout(send, PAUSE, target);
  }

  document.addEventListener("input", typed);
  return () => {
    clearTimeout(waiting);
    document.removeEventListener("input", typed);
  };
}
