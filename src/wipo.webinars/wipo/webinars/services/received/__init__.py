"""`@received`: a proposal as it was received (R10)."""
