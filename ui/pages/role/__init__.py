"""What an SMM manager is and does."""
