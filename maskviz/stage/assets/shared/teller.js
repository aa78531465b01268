// What is done to a component reaches the server once and in its order. Of the messages that come
// while it is busy Streamlit keeps the newest alone, so each says all that has no answer yet.

const MOST = 100; // that are kept for a server that does not answer

export function createTeller() {
  let count = 0;
  let presses = [];
  return {
    tell(component, name, value) {
      count += 1;
      presses = [...presses, [name, value]].slice(-MOST);
      component.setTriggerValue("told", { count, presses });
    },
    // `taken` is how many the server had taken when it drew, those of an earlier view included.
    answered(taken) {
      count = Math.max(count, taken);
      presses = presses.slice(Math.max(0, presses.length - (count - taken)));
    },
    waits: () => presses.length > 0,
  };
}
