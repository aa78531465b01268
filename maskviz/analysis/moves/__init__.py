"""What moves: a token is changed, all else stays as it is, and two runs are compared bit by bit."""
