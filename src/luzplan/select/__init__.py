"""Which activities a question is about: windows of days, phases, and filters."""
