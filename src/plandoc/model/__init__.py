"""The tree that everything is read into and printed from: frozen nodes, identity, and what is visible."""
