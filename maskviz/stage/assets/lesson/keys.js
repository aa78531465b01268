// Next and back by keyboard: Page Up and Page Down, which the remotes of presenters send, and the
// arrows where nothing else wants them.

const WAYS = { PageDown: "next", PageUp: "back", ArrowRight: "next", ArrowLeft: "back" };
const BUSY = "canvas, input, textarea, select, [contenteditable], [role=slider], [role=tab], " +
  "[role=listbox], [role=option], [role=combobox], [role=radio], [role=dialog] *";

// Whether what has the focus, in whatever shadow it stands, goes somewhere with the arrows.
function wantsArrows(event) {
  return event.composedPath().some((each) => each instanceof Element && each.matches(BUSY));
}

// Calls `go` with a way; gives back what ends it.
export function listen(root, go) {
  const pressed = (event) => {
    const way = WAYS[event.key];
    const command = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (!way || command || event.defaultPrevented || !root.isConnected) return;
    if (event.key.startsWith("Arrow") && wantsArrows(event)) return;
    event.preventDefault();
    if (!event.repeat) go(way);
  };
  window.addEventListener("keydown", pressed);
  return () => window.removeEventListener("keydown", pressed);
}
