// Says where the server is. Streamlit would find out by asking below each page's own address first:
// a turn to the server for nothing, and two errors in the console.
window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: new URL("./", location.href).href };
