"""The flow, the row or the viewer of large masks on an empty page, without Streamlit."""

import base64

from maskviz.stage.flow import flow_message
from maskviz.stage.inline import joined
from maskviz.stage.pack import as_json

PART = """
const report = { trigger: (name, value) => window.told.push([name, value]) };
let view = null;
const show = (data, parent, others) =>
  DRAW((view ??= START(parent, report)), data, others);
"""
COMPONENT = """
let heard = 0;
const setTriggerValue = (name, { count, presses }) => {
  if (count > heard) window.told.push(presses.at(-1)); // else it is said again
  heard = Math.max(heard, count);
};
const show = (data, parentElement) => mount({ data, parentElement, setTriggerValue });
"""
LIVE = """
window.told = [];
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
window.show = (text, parent, others) =>
  show(
    bytes(text),
    parent,
    Object.fromEntries(Object.entries(others).map(([name, body]) => [name, bytes(body)])),
  );
"""


def live(name):
    """The script of a part of the board, or of a component of its own, with a way to draw it."""
    script = joined(f"{name}/{name}.js")
    if "export default" in script:
        return script.replace(f"export default function {name}", "function mount") + COMPONENT
    title = name.title()
    return script + PART.replace("START", f"start{title}").replace("DRAW", f"draw{title}")


def draw(page, name, message, **others):
    """Draw a message, with those that are drawn in the same place, as the board would."""
    if not page.evaluate("Boolean(window.show)"):
        page.set_content(f"<style>{joined(f'{name}/{name}.css')}</style><div id=here></div>")
        page.evaluate("document.body.style.setProperty('--st-background-color', '#ffffff')")
        page.add_script_tag(content=(live(name) + LIVE).replace("</", "<\\/"), type="module")
        page.wait_for_function("Boolean(window.show)")
    encoded = {key: base64.b64encode(body).decode() for key, body in others.items()}
    page.evaluate(
        "([text, others]) => show(text, document.getElementById('here'), others)",
        [base64.b64encode(message).decode(), encoded],
    )
    return page.locator("#here")


def draw_flow(page, flow):
    """A flow and the layer that it is looked at in, which are two parts of the board."""
    return draw(page, "flow", flow_message(flow), layer=as_json(flow.layer))
