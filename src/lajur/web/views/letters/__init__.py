"""Letters: chosen, written, looked at as they will print, issued, made void."""
