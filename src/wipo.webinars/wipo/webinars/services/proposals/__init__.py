"""`POST <Programme>`: a coordinator submits a proposal, under the rule of the form (R8.ii)."""
