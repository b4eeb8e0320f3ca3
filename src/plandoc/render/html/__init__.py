"""A printed document into one HTML file, for the screen or for the printer's layout engine."""

from plandoc.render.html.document import Medium, render_html

__all__ = ["Medium", "render_html"]
