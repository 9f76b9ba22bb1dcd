"""What is stored: one module a type, the behaviors they share, and what belongs to an item whatever
its translation."""
