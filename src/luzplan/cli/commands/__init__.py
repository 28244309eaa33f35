"""The commands, those that share their parts in one file."""
