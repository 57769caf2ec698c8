"""Pages of the archive: papers to look at, dossiers, retention, lists of destruction."""
