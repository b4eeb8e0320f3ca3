"""Scenarios applied to documents: what is decided of every choice, and the tree that knows it."""
