"""The JSON Schema of the files in which answers to a form travel."""

from plandoc.render.forms.schema.answers import render_schema

__all__ = ["render_schema"]
