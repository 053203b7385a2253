"""What a command line says, in any of the languages, on any console."""

import sys


def speak_utf8() -> None:
    """Let the two streams take every letter: a Windows console would refuse Arabic."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where a test listens
            stream.reconfigure(encoding="utf-8", errors="replace")
