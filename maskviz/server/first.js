// Says where the server is. Streamlit would find out by asking below each page's own address first:
// a turn to the server for nothing, and two errors in the console.
window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: new URL("./", location.href).href };

// Where the link leaves the sidebar away, no place is kept for it (see first.css).
const asked = new URLSearchParams(location.search);
const hides = (asked.get("hide") ?? "").split(",").map((word) => word.trim());
if (hides.includes("sidebar") || asked.get("embed") === "true")
  document.documentElement.removeAttribute("data-page");

// Streamlit makes an entry of the browser's history for every change of the address by the server.
// Before anybody touched a page that is only a page putting its own address in order: with an entry
// of its own Back would undo it, and the page would do it again. And what a page says of its address
// may come while the browser still has that of the page before, whose state it would overwrite.
{
  const push = History.prototype.pushState;
  let touched = false;
  let leads = null; // the page that a link leads to, until the browser is there
  let early = null; // what that page has said of its address
  const root = document.documentElement; // which says so to who holds the address (history.js)
  const settle = (by) => {
    [touched, leads, early] = [by, null, null];
    delete root.dataset.leads;
  };

  for (const name of ["pointerdown", "keydown", "input"])
    window.addEventListener(name, () => settle(true), { capture: true, passive: true });
  window.addEventListener("popstate", () => settle(false), { capture: true });
  window.addEventListener("click", (event) => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target === "_blank";
    settle(true);
    if (!link || elsewhere || link.origin !== location.origin) return;
    if (link.pathname !== location.pathname) root.dataset.leads = leads = link.pathname;
  }, { capture: true });

  History.prototype.pushState = function (state, unused, url) {
    const to = new URL(url ?? "", location.href);
    const here = to.pathname === location.pathname;
    if (here && leads) return void (early = to.search);
    if (here && !touched) return this.replaceState(state, unused, to);
    if (here) return push.call(this, state, unused, to);
    to.search = early ?? to.search;
    settle(false);
    return push.call(this, state, unused, to);
  };
}
