"""What somebody sees first: one short sentence under four masks, row by row in words."""
