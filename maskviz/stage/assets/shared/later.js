// What stands around the stage waits for its frame: the first drawing comes at once, so that the
// page does not jump, later ones after the next frame, several in between as one.
export function afterFrame(view, paint) {
  if (!view.painted) {
    view.painted = true;
    paint(view);
  } else if (!view.due) {
    view.due = requestAnimationFrame(() =>
      setTimeout(() => {
        view.due = 0;
        paint(view);
      }),
    );
  }
}
