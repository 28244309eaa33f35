"""The plan: its shape, the model, and how it is built from nodes with all its problems."""
