"""What the archive shows: records to be kept together, retention, lists of destruction."""
