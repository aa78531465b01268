// The stage as a component of its own: Streamlit calls the entry for every message and every change
// of theme, with the same parent.
import { drawScene, endStage, startStage } from "./onstage.js";
import { readScene } from "../shared/scene.js";
import { whenStyled } from "../shared/styled.js";

const alone = new WeakMap();

// FNV-1a: tells whether a message is the one that is already drawn.
function digest(bytes) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return (hash >>> 0).toString(16);
}

function begin(parent) {
  const held = { component: null, calls: 0, digest: null };
  held.view = startStage(parent, {
    state: (name, value) => held.component.setStateValue(name, value),
    trigger: (name, value) => held.component.setTriggerValue(name, value),
  });
  alone.set(parent, held);
  return held;
}

function receive(held, message) {
  const started = performance.now();
  const now = digest(message);
  const scene = now === held.digest ? held.view.scene : readScene(message);
  held.digest = now;
  drawScene(held.view, scene, scene, started);
}

export default function stage(component) {
  const { parentElement, data } = component;
  const held = alone.get(parentElement) ?? begin(parentElement);
  held.component = component;
  const call = ++held.calls;
  if (data) whenStyled(parentElement, () => call === held.calls && receive(held, data));
  return () => {
    // Streamlit also cleans up after a call that a newer one overtook; the stage then lives on.
    setTimeout(() => {
      if (call !== held.calls || parentElement.isConnected) return;
      endStage(held.view);
      alone.delete(parentElement);
    });
  };
}
