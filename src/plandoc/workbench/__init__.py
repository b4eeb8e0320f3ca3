"""The negotiators' page: served while sources are edited, or as one file that needs nothing else."""
