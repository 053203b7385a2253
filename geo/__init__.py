"""Where: outlines, points, distances."""
