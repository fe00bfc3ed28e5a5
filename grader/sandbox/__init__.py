"""The walls around a worker: tiers, limits, and ending a process with everything it started."""
