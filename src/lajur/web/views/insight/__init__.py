"""Pages of measures over many cases."""
