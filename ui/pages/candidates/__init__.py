"""People who apply."""
