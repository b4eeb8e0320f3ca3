"""Turns one bracketed source text into every document of a negotiated decision.

A square bracket is data here: it is parsed once into groups and options, and the bracketed text,
the clean text of a scenario and every output format come from that one tree.
"""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """Return `__version__`; the installed packages are only asked when somebody wants to know."""
    if name != "__version__":
        message = f"module 'plandoc' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib.metadata import version

    return version("plandoc")
