"""What a mask does, as numbers: who leaks, what is reached, what it costs, how masks compare."""
