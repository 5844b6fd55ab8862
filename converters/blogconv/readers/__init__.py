"""One module or folder a format that can be read."""
