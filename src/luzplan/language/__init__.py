"""The engine on which the two small languages, of deadlines and of executors, are read."""
