"""The command line: options, arguments, output; the commands themselves are in `commands`."""
