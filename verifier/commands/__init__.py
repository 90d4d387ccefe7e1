"""The commands, one module for each; verifier.cli has their table."""
