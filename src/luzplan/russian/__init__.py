"""Russian: its words as people read and type them."""
