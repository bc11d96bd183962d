"""burdenshare."""
