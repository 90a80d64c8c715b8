"""Candidates, their evidence, and ranking them for a vacancy."""
