"""Secrets: which tokens hold them, whether the mask keeps them, and by which ways they get out."""
