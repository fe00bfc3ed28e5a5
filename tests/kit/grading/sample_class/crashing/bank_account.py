"""Takes the interpreter down."""

import ctypes

ctypes.string_at(0)
