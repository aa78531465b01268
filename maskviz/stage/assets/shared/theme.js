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

function lightness([red, green, blue]) {
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

export function readTheme(element) {
  const style = getComputedStyle(element);
  const value = (name, otherwise) => style.getPropertyValue(`--st-${name}`).trim() || otherwise;
  const background = rgbOf(value("background-color", "#ffffff"));
  const text = rgbOf(value("text-color", "#31333f"));
  const accent = rgbOf(value("primary-color", "#ff4b4b"));
  return {
    background: rgba(background),
    text: rgba(text),
    quiet: rgba(blend(background, text, 0.66)), // labels that may be read, not noticed
    faint: rgba(blend(background, text, 0.3)),
    line: rgba(blend(background, text, 0.16)),
    hatch: rgba(blend(background, text, 0.34)),
    blocked: rgba(blend(background, text, 0.05)), // the ground under the hatch
    accent: rgba(accent),
    tint: rgba(accent, 0.16),
    rgb: { background, text, accent },
    dark: lightness(background) < 0.5,
    font: value("font", "sans-serif"),
    mono: value("code-font", "monospace"),
  };
}
