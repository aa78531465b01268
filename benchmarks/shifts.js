// Runs in every new page: sums what jumps, and notes the frame after the stage was first drawn.
window.visit = { shift: 0, picture: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) visit.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });

const drawn = (root) =>
  root.querySelector("[data-drawn]") ??
  [...root.querySelectorAll("*")].some((e) => e.shadowRoot && drawn(e.shadowRoot));

const look = () => {
  if (drawn(document)) requestAnimationFrame(() => { visit.picture = performance.now(); });
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
