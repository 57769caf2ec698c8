"""The archive: dossiers and their proof, retention, destruction. The proof needs no Django."""
