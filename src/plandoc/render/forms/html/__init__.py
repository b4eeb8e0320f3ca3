"""The report form as a page: one file, in every language at once, that is filled in without a network."""
