"""Files are taken where the page asks for one, and few of them at a time."""

from streamlit.runtime.app_session import AppSession

UPLOADER = "file_uploader_state_value"


def takes_files(session: AppSession) -> bool:
    """Whether the page that a session shows has a field for files."""
    state = session._session_state
    widgets = state._new_widget_state
    drawn = list(widgets.widget_metadata.items())  # at once: a run may be adding to it
    fields = (name for name, widget in drawn if widget.value_type == UPLOADER)
    return any(name in widgets.states or name in state._old_state for name in fields)
