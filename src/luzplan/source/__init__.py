"""Text with places: reading a file, its nodes, excerpts, splices and saving."""
