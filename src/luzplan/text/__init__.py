"""Text with places: files, YAML nodes, scalars, splices, saving."""
