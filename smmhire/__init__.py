"""Hiring and assessing social media marketing managers, in Bengali and in English: the product without a
window."""

VERSION = "0.1.0"
