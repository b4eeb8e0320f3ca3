"""The notation inside a block: characters to tokens, tokens to the tree, and the tree back to characters.

Sources and translations are written in it; docs/bracket-grammar.md is its grammar.
"""
