"""Runs the command line: ``python -m kdcl.cli``."""

from kdcl.cli import main

if __name__ == "__main__":
    main()
