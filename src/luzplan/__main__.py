"""`python -m luzplan` is the same as `luzplan`."""

from luzplan.cli import program

if __name__ == "__main__":
    program()
