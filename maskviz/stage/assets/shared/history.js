// Streamlit makes an entry of the browser's history for every change of what an address asks for.

let holder = null;

// Until it is given back, such a change of this page's address is left to `instead`, which takes
// the arguments of pushState. Going to another page is an entry as ever, and so is what comes of
// that page while a link to it was followed and the browser is not there yet (server/first.js).
export function holdAddress(instead) {
  const held = {};
  holder = held;
  history.pushState = (state, unused, url) => {
    const { leads } = document.documentElement.dataset;
    const here = !leads && new URL(url, location.href).pathname === location.pathname;
    const change = here ? instead : History.prototype.pushState.bind(history);
    change(state, unused, url);
  };
  return () => {
    if (holder === held) delete history.pushState; // of the object; the browser's own is below
  };
}
