// Says where the server is. Streamlit would find out by asking below each page's own address first:
// a turn to the server for nothing, and two errors in the console.
window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: new URL("./", location.href).href };

// Where the link leaves the sidebar away, no place is kept for it (see first.css).
const asked = new URLSearchParams(location.search);
const hides = (asked.get("hide") ?? "").split(",").map((word) => word.trim());
if (hides.includes("sidebar") || asked.get("embed") === "true")
  document.documentElement.removeAttribute("data-page");
