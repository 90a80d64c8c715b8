"""What somebody could earn."""
