// The address of what is on the screen, and the title of the tab.

const AGAIN = 1000; // ms; a browser refuses an address that changes too often

// What stands beside the state: Streamlit’s own, which it tells no server, and what is seen.
const STREAMLIT_OWN = ["embed", "embed_options"];
const BESIDE = [...STREAMLIT_OWN, "hide", "show", "stage", "type"];

let later = 0;

function isStreamlits(word) {
  return STREAMLIT_OWN.includes(word.split("=")[0]);
}

// `query` is "?p=…" or "" for the bare page; `push` makes an entry that Back leads to. No hash is
// kept: with one Streamlit does not follow Back.
export function writeAddress(root, { query, push }) {
  clearTimeout(later);
  const own = location.search.slice(1).split("&").filter(isStreamlits);
  const words = [query.slice(1), ...own].filter(Boolean).join("&");
  const url = new URL(location.pathname + (words && `?${words}`), location.origin);
  if (!root.isConnected || url.search === location.search) return;
  try {
    history[push ? "pushState" : "replaceState"](history.state, "", url);
  } catch {
    later = setTimeout(() => writeAddress(root, { query, push }), AGAIN);
  }
}

// Whether a session began with another address than this tab has: after a lost connection Streamlit
// tells the server the address with which the tab was opened.
export function isElsewhere({ asked }) {
  if (asked === undefined) return false;
  const plain = (search) => {
    const words = new URLSearchParams(search);
    for (const beside of BESIDE) words.delete(beside);
    return String(words);
  };
  return plain(location.search) !== plain(asked);
}

export function writeTitle(root, title) {
  if (root.isConnected && title && document.title !== title) document.title = title;
}
