"""The virtual machine: C cores, with or without a GIL, on which computing takes virtual time."""
