"""Signing letters: by hand, with a certificate the office holds, or at BSrE."""
