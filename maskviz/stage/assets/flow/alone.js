// The flow as a component of its own.
import { drawFlow, startFlow } from "./flow.js";

const flows = new WeakMap();

export default function flow(component) {
  const { data, parentElement, setTriggerValue } = component;
  if (!flows.has(parentElement))
    flows.set(parentElement, startFlow(parentElement, { trigger: setTriggerValue }));
  drawFlow(flows.get(parentElement), data);
}
