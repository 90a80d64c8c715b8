"""Language, look, data and credits."""
