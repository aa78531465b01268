"""The colours of the charts."""

THIS, PLAIN = "#0f8b9d", "#9aa5ab"  # the accent, and grey for what it is compared with
