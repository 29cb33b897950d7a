"""The warnings of `check`."""
