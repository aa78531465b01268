"""What a mask does: who may read whom, each number on the way, and what is predicted then."""
