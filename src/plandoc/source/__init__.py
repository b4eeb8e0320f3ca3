"""Reading: files of a workspace into parts, scenarios, settings and notes, and parts back into text."""
