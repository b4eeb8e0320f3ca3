"""Renderers: one sub-package for each format, each a pure stage from finished text to bytes."""
