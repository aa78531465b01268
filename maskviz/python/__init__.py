"""What `import maskviz` gives: masks by name or rule, matrices read and checked, pages to show."""
