"""The process that runs student code. It reports what it observed and has no word for pass or fail."""
