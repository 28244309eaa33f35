"""`python -m luzplan` is the same as `luzplan`."""

from luzplan.cli.app import program

if __name__ == "__main__":
    program()
