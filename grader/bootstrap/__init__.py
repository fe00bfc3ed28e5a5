"""Set up the kit's environment, then run a task in it; see README.md."""
