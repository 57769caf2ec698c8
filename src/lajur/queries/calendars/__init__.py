"""What an office's calendar says, for the pages that show and change it."""
