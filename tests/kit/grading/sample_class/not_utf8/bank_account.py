"""Geld hält nicht."""
