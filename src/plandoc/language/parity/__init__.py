"""A source text and its translation compared: do both say the same, option by option?

Only the words of the language differ between them; brackets, labels, numbers, values and terms must agree.
"""
