// In a notebook's frame: says how high the page is, and is light or dark as it is told by
// notebook.js. In any other frame, and without one, nobody asks and nothing is said.
addEventListener("message", ({ source, data, ports: [notebook] }) => {
  if (source !== window.parent || data !== "settle") return;
  const whole = document.documentElement;
  notebook.onmessage = ({ data: { dark } }) => (whole.style.colorScheme = dark ? "dark" : "light");
  const tell = () => {
    const { width, height } = whole.getBoundingClientRect();
    if (!width || !document.querySelector("[data-drawn]")) return; // folded away, or not yet in sight
    notebook.postMessage({ height: Math.ceil(height) });
  };
  new ResizeObserver(tell).observe(whole);
});
