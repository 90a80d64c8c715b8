"""Vacancy profiles."""
