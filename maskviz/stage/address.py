"""The page's address: what is set changes it without an entry of the browser's history each time.

Streamlit's own copy of the address stays right that way: a script that writes the address behind
its back is overruled by that copy at the next run and when the server comes back.
"""

from maskviz.stage.component import register

silent = register("address", "address/address.js", "address/address.css")


def quiet_address(key: str = "page_address") -> None:
    """While this is drawn, going back leaves the page instead of taking back its last setting."""
    silent(key=key)
