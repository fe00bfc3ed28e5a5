"""An auto-graded exercise kit for concurrency in Python."""
