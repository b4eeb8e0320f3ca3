"""Two printed texts of the same blocks into one that shows what changes between them."""

from plandoc.redline.comparing import has_changes, redline

__all__ = ["has_changes", "redline"]
