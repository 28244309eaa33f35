"""What is wrong with a plan: rules find it, the runner labels, filters and sorts it."""
