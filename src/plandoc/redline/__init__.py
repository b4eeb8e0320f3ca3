"""Two printed texts of the same blocks into one that shows what changes between them."""
