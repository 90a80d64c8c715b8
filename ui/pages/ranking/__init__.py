"""Candidates ranked for a vacancy."""
