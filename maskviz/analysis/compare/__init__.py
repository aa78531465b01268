"""Two settings on the same text, and four masks side by side."""
