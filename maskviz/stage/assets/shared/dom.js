// Making elements. Text only ever becomes a text node, so a token like <b> stays a token.

const DRAWINGS = {
  expand: "M9.5 2.5h4v4M6.5 13.5h-4v-4M13 3 9 7M3 13l4-4",
  shrink: "M13.5 6.5h-4v-4M2.5 9.5h4v4M10 6l4-4M6 10l-4 4",
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7",
  redo: "M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H9",
  link:
    "M6.5 9.5 9.5 6.5M7 4.5l1.3-1.3a3 3 0 0 1 4.5 4.3L11.5 9" +
    "M9 11.5l-1.3 1.3a3 3 0 0 1-4.5-4.3L4.5 7",
  save: "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
  look:
    "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" +
    "M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",
  paint: "M3 13l.8-3L10.6 3.2a1.5 1.5 0 0 1 2.2 2.2L6 12.2 3 13ZM9.5 4.5l2 2",
};

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWINGS[name]);
  picture.append(path);
  return picture;
}

export function button(label, onClick, attributes = {}, ...children) {
  const made = element("button", { type: "button", ...attributes }, ...children, label);
  made.addEventListener("click", onClick);
  return made;
}

// A text, an attribute, a style is written only where it differs: what is written is laid out again.
export function setText(made, text) {
  if (made.textContent !== text) made.textContent = text;
}

export function setMark(made, name, value) {
  if (made.getAttribute(name) !== String(value)) made.setAttribute(name, value);
}

export function setStyle(made, name, value) {
  if (made.style.getPropertyValue(name) !== value) made.style.setProperty(name, value);
}

// A clear canvas of so many CSS pixels, sharp on this screen; returns a context that draws in CSS
// pixels.
export function sized(canvas, width, height, ratio = window.devicePixelRatio || 1) {
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = canvas.getContext("2d");
  if (canvas.width === wide && canvas.height === high) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, wide, high);
  } else {
    canvas.width = wide;
    canvas.height = high;
  }
  setStyle(canvas, "width", `${width}px`);
  setStyle(canvas, "height", `${height}px`);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
