"""Pages of the office calendar."""
