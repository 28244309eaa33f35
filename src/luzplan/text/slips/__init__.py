"""Slips of those who type a plan: known by the lines, said in words of their own, read as was meant."""
