"""What can be told from a record of an execution: one question a module."""
