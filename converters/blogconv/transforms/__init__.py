"""One module or folder a transform."""
