"""PDFs and their signatures: signed and checked in children that can do no harm."""
