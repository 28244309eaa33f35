"""Other people's plans: a Word or text file read, its parts recognised, written as a plan file."""
