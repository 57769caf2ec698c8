"""The papers of an office: kinds, parts, words, numbers, and how they look."""
