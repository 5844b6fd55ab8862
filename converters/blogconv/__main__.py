"""Run the command line as ``python -m blogconv``."""

from blogconv.cli import main

main()
