// What is built once and filled with every message: the flow and the row keep their elements.

// Runs `fill` now and then, whenever the view has something new.
export function fillNow(view) {
  for (const fill of view.fills) fill();
}

// An element whose text is what `say` says, read again with every message.
export function live(view, made, say) {
  view.fills.push(() => {
    const said = say();
    if (made.textContent !== said) made.textContent = said;
  });
  return made;
}

// The same for attributes: { name: say }.
export function liveNames(view, made, names) {
  view.fills.push(() => {
    for (const [name, say] of Object.entries(names)) {
      const said = say();
      if (made.getAttribute(name) !== said) made.setAttribute(name, said);
    }
  });
  return made;
}
