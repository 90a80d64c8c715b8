"""Certificates: issuing, signing, checking and withdrawing them."""
