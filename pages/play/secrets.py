"""Secrets: which tokens hold them, which mask keeps them, and the proof."""

from maskviz.ui.secrets.page import page

page()
