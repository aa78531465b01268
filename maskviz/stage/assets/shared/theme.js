// The colours and fonts Streamlit hands to a component, read once for each drawing.

const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

const known = new Map(); // a theme has few colours

// Any CSS colour as [red, green, blue], 0 to 255.
export function rgbOf(colour) {
  if (known.has(colour)) return known.get(colour);
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  known.set(colour, [...probe.getImageData(0, 0, 1, 1).data.slice(0, 3)]);
  return known.get(colour);
}

export function rgba([red, green, blue], alpha = 1) {
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

// A colour between two, share 0 to 1.
export function blend(from, to, share) {
  return from.map((value, i) => Math.round(value + (to[i] - value) * share));
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// How well two colours are told apart, 1 to 21, as WCAG counts; text needs 4.5, a shape 3.
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

// The palest blend of text into its ground, from this share on, that has so much contrast to it.
function palest(ground, text, share, least) {
  const made = blend(ground, text, share);
  return share >= 1 || contrast(ground, made) >= least
    ? made
    : palest(ground, text, share + 0.02, least);
}

function lightness([red, green, blue]) {
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

export function readTheme(element) {
  const style = getComputedStyle(element);
  const value = (name, otherwise) => style.getPropertyValue(`--st-${name}`).trim() || otherwise;
  const background = rgbOf(value("background-color", "#ffffff"));
  const text = rgbOf(value("text-color", "#31333f"));
  const blocked = blend(background, text, 0.05); // the ground under the hatch
  const accent = rgbOf(value("primary-color", "#ff4b4b"));
  const type = Number(style.getPropertyValue("--mv-type")) || 1; // more on a screen seen from afar
  const afar = type > 1;
  return {
    background: rgba(background),
    text: rgba(text),
    quiet: rgba(palest(blocked, text, 0.66, afar ? 7 : 4.5)), // labels that may be read, not noticed
    faint: rgba(palest(background, text, 0.3, afar ? 4.5 : 3)), // shapes, never text
    line: rgba(blend(background, text, afar ? 0.6 : 0.16)),
    hatch: rgba(blend(background, text, afar ? 0.5 : 0.34)),
    blocked: rgba(blocked),
    accent: rgba(accent),
    tint: rgba(accent, 0.16),
    rgb: { background, text, accent },
    dark: lightness(background) < 0.5,
    type,
    font: value("font", "sans-serif"),
    mono: value("code-font", "monospace"),
  };
}

// Calls back when the visitor changes the theme: the colour below is a theme colour, and a change
// of it is a (very short) transition.
export function onTheme(root, callback) {
  root.style.textDecorationColor = "var(--st-background-color)";
  root.style.transition = "text-decoration-color 1ms";
  root.addEventListener("transitionend", (event) => event.target === root && callback());
}
