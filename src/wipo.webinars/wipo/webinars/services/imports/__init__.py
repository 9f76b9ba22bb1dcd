"""`@imports`: records come in while the site is served, the only process at its database."""
