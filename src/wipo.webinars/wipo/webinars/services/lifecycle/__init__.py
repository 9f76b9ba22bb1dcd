"""`@lifecycle`: where an item stands, and what stands between it and the next step."""
