"""Two printed texts of the same blocks into one that shows what changes between them."""

from plandoc.redline.comparing import redline

__all__ = ["redline"]
