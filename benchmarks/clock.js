// Runs in the measured page. Times go from the event's own stamp to the frame that shows the result.
(() => {
  function find(selector, root = document) {
    const hit = root.querySelector(selector);
    if (hit) return hit;
    for (const host of root.querySelectorAll("*")) {
      const inside = host.shadowRoot && find(selector, host.shadowRoot);
      if (inside) return inside;
    }
    return null;
  }

  const PATIENCE = 20000; // ms
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  // From the next event of this type to another text of a mark, painted, in milliseconds.
  function until(begun, name) {
    let root = find(`[data-${name}]`);
    if (!root) return null;
    const before = root.dataset[name];
    async function watch() {
      const start = await begun;
      while (!root?.dataset[name] || root.dataset[name] === before) {
        if (performance.now() - start > PATIENCE) throw new Error(`no other ${name} than ${before}`);
        await frame();
        if (!root?.isConnected) root = find(`[data-${name}]`);
      }
      await frame();
      return performance.now() - start;
    }
    return watch();
  }

  // The next event of this type answered: by the stage, and by the last part of the board, which a
  // page without a board has not.
  function arm(type) {
    const begun = new Promise((resolve, reject) => {
      addEventListener(type, (event) => resolve(event.timeStamp), { capture: true, once: true });
      setTimeout(() => reject(new Error(`no ${type}`)), PATIENCE);
    });
    const answers = [until(begun, "drawn"), until(begun, "whole")];
    return { promise: Promise.all(answers) };
  }

  // Work that one pointer move costs the page: its listeners, and what they left for the next frame.
  async function move(selector, x, y) {
    const target = find(selector);
    const box = target.getBoundingClientRect();
    const place = { clientX: box.left + x * box.width, clientY: box.top + y * box.height };
    let frameBegun = 0;
    const first = requestAnimationFrame(() => (frameBegun = performance.now()));
    const begun = performance.now();
    target.dispatchEvent(new PointerEvent("pointermove", { ...place, bubbles: true, composed: true }));
    const listeners = performance.now() - begun;
    await frame();
    cancelAnimationFrame(first);
    return listeners + performance.now() - frameBegun;
  }

  window.clock = { arm, move };
})();
