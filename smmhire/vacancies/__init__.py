"""Vacancy profiles and their review."""
