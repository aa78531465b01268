"""A whole batch: its texts together, each alone, and what the padding does and costs."""
