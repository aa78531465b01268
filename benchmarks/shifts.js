// Runs in every new page: sums what jumps and says what did and from where to where, and notes the
// frame after the stage was first drawn.
window.visit = { shift: 0, jumps: [], picture: 0 };

const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
const jump = ({ node, previousRect, currentRect }) => {
  const name = node?.dataset?.testid ?? node?.className ?? node?.nodeName;
  return `${name}: ${place(previousRect)} -> ${place(currentRect)}`;
};

new PerformanceObserver((list) => {
  for (const entry of list.getEntries().filter((one) => !one.hadRecentInput)) {
    visit.shift += entry.value;
    visit.jumps.push(`${entry.value.toFixed(3)} at ${Math.round(entry.startTime)} ms`);
    visit.jumps.push(...entry.sources.map(jump));
  }
}).observe({ type: "layout-shift", buffered: true });

const drawn = (root) =>
  root.querySelector("[data-drawn]") ??
  [...root.querySelectorAll("*")].some((e) => e.shadowRoot && drawn(e.shadowRoot));

const look = () => {
  if (drawn(document)) requestAnimationFrame(() => { visit.picture = performance.now(); });
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
