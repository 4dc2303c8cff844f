"""Runs the command line: ``python -m kdcl``."""

from kdcl.cli import main

if __name__ == "__main__":
    main(prog_name="kdcl")
