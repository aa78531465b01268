"""What each head of a layer does, and what the model is without it."""
