"""The command line: arguments → one call → writer → exit code."""
