"""Writing token by token: a square first, then one row a step over the keys that are kept."""
