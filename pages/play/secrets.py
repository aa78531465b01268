"""Secrets: which tokens hold them, which mask keeps them, and the proof."""

from maskviz.ui.lab import lab
from maskviz.ui.secrets.page import KNOWN, LOOK, show

lab("secrets", show, look=LOOK, known=KNOWN)
