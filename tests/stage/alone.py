"""The flow or the row on an empty page, without Streamlit."""

import base64

from maskviz.stage.inline import joined

LIVE = """
window.told = [];
window.show = (text, parentElement) => mount({
  data: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
  parentElement,
  setTriggerValue: (name, value) => window.told.push([name, value]),
});
"""


def draw(page, name, message):
    """The component as Streamlit would mount it when it cannot serve the files."""
    if not page.evaluate("Boolean(window.show)"):
        script = (
            joined(f"{name}/{name}.js").replace("export default function", "function mount_") + LIVE
        )
        script = script.replace("mount_ " + name, "mount").replace("</", "<\\/")
        page.set_content(f"<style>{joined(f'{name}/{name}.css')}</style><div id=here></div>")
        page.evaluate("document.body.style.setProperty('--st-background-color', '#ffffff')")
        page.add_script_tag(content=script, type="module")
        page.wait_for_function("Boolean(window.show)")
    encoded = base64.b64encode(message).decode()
    page.evaluate("(text) => show(text, document.getElementById('here'))", encoded)
    return page.locator("#here")
