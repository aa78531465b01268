"""The flow or the row on an empty page, without Streamlit."""

import base64

from maskviz.stage.inline import joined

LIVE = """
window.told = [];
let view = null;
const report = { trigger: (name, value) => window.told.push([name, value]) };
window.show = (text, parent) => {
  view ??= START(parent, report);
  DRAW(view, Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
};
"""


def draw(page, name, message):
    """The part as the board starts and draws it."""
    if not page.evaluate("Boolean(window.show)"):
        live = LIVE.replace("START", f"start{name.title()}").replace("DRAW", f"draw{name.title()}")
        script = (joined(f"{name}/{name}.js") + live).replace("</", "<\\/")
        page.set_content(f"<style>{joined(f'{name}/{name}.css')}</style><div id=here></div>")
        page.evaluate("document.body.style.setProperty('--st-background-color', '#ffffff')")
        page.add_script_tag(content=script, type="module")
        page.wait_for_function("Boolean(window.show)")
    encoded = base64.b64encode(message).decode()
    page.evaluate("(text) => show(text, document.getElementById('here'))", encoded)
    return page.locator("#here")
