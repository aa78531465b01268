"""Does it cheat? What a decoder does when its causal mask is taken away."""

from maskviz.ui.cheat import show
from maskviz.ui.cheatlive import live
from maskviz.ui.shell import shipped

show(live(shipped("gpt")))
