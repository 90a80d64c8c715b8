"""Keys, signatures and their checks: the only place that knows cryptography, pyHanko, badges and CBOR."""
