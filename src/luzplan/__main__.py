"""`python -m luzplan` is the same as `luzplan`."""

from luzplan.cli import main

if __name__ == "__main__":
    main()
