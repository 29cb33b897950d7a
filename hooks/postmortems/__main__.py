"""`python -m postmortems`, the same as the command `postmortems`."""

from postmortems.cli import main

main()
