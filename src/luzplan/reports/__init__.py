"""Selections as pure data for the writers: titled tables of typed cells, and the blocks of a document."""
