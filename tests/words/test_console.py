"""A console of one small alphabet still takes every language."""

import os
import subprocess
import sys

from words.translate import LANGUAGES, t


def test_every_language_can_be_said() -> None:
    program = (
        "import sys; from words.console import speak_utf8; from words.translate import LANGUAGES, t; speak_utf8();"
        "[sys.stdout.write(t('app.subtitle', one)) for one in LANGUAGES]"
    )
    small = {**os.environ, "PYTHONIOENCODING": "ascii"}
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, env=small, check=True)
    assert said.stdout.decode("utf-8") == "".join(t("app.subtitle", language) for language in LANGUAGES)
