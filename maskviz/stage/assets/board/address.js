// The address of what is on the screen, and the title of the tab.

const AGAIN = 1000; // ms; a browser refuses an address that changes too often

let later = 0;

// `query` is "?p=…" or "" for the bare page; `push` makes an entry that Back leads to. No hash is
// kept: with one Streamlit does not follow Back.
export function writeAddress(root, { query, push }) {
  clearTimeout(later);
  const url = new URL(location.pathname + query, location.origin);
  if (!root.isConnected || url.search === location.search) return;
  try {
    history[push ? "pushState" : "replaceState"](history.state, "", url);
  } catch {
    later = setTimeout(() => writeAddress(root, { query, push }), AGAIN);
  }
}

export function writeTitle(root, title) {
  if (root.isConnected && title && document.title !== title) document.title = title;
}
