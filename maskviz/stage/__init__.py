"""What is drawn in the browser: scripts, styles and messages, on a page of the app or without."""
