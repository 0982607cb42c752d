"""Servers that are broken on purpose, each to fail one criterion."""
