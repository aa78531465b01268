"""The path of lessons on paper: a page of questions, and one of answers."""
