"""The pay benchmark."""
