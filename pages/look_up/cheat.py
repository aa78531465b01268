"""Does it cheat? What a decoder does when its causal mask is taken away."""

from maskviz.ui.cheat.live import live
from maskviz.ui.cheat.page import show
from maskviz.ui.shell import shipped

show(live(shipped("gpt")))
