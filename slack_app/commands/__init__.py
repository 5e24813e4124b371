"""What the command line does that no flow does: care for the installation rather than for people."""
