// What is done to a component reaches the server once and in its order. Of the messages that come
// while it is busy Streamlit keeps the newest alone, so each says all that has no answer yet.

const MOST_PRESSES = 100; // that are kept for a server that does not answer
const PATIENCE_TOLD = 2000; // ms without a word of the last presses; twice as long each time

// `view` has a `component`, the newest that Streamlit gave, and the `root` in which it is drawn.
export function createTeller(view) {
  let count = 0;
  let presses = [];
  let due = 0;
  let patience = PATIENCE_TOLD;

  function awaitAnswer() {
    clearTimeout(due);
    if (presses.length) due = setTimeout(again, patience);
  }

  function again() {
    patience *= 2;
    send();
  }

  function send() {
    if (!view.root.isConnected) return;
    view.component.setTriggerValue("told", { count, presses });
    awaitAnswer();
  }

  return {
    tell(name, value) {
      count += 1;
      presses = [...presses, [name, value]].slice(-MOST_PRESSES);
      send();
    },
    // `taken` is how many the server had taken when it drew, those of an earlier view included.
    answered(taken = 0) {
      count = Math.max(count, taken);
      presses = presses.slice(Math.max(0, presses.length - (count - taken)));
      patience = PATIENCE_TOLD;
      awaitAnswer();
    },
    waits: () => presses.length > 0,
  };
}
