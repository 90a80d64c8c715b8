"""What a certificate says."""
