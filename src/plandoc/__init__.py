"""Turns one bracketed source text into every document of a negotiated decision.

A square bracket is data here: it is parsed once into groups and options, and the bracketed text,
the clean text of a scenario and every output format come from that one tree.
"""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("plandoc")
