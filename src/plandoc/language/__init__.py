"""Words of one language: the text of every block, its mends, its number, and the printed document they make."""
