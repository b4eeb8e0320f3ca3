"""The conditions of a report format: what they come to, how they are said in words, and as XPath; pure functions.

The form that is printed and filled in is made of them in `plandoc.forms`, which knows the whole pipeline.
"""
