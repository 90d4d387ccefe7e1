"""Stand-ins for the engine."""
