"""What leaves plandoc for other programs and comes back: translation memories and the tables that people review."""
