"""The uploader in the reader's language: Streamlit's own words in it are English only."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui.speech import t

# Streamlit's texts are hidden and ours drawn in their place.
STYLE = "".join(
    f'[data-testid="{part}"] {{{{ font-size: 0; }}}} '
    f'[data-testid="{part}"]::after {{{{ content: "{{{word}}}"; font-size: 0.9rem; }}}} '
    for part, word in {
        'stFileUploaderDropzone"] button [data-testid="stMarkdownContainer': "browse",
        "stFileUploaderDropzoneInstructions": "limit",
        "stFileUploaderFileErrorMessage": "refused",
    }.items()
)
HIDDEN = "".join(
    f'[data-testid="{part}"] * {{ font-size: 0 !important; }} '
    for part in (
        'stFileUploaderDropzone"] button [data-testid="stMarkdownContainer',
        "stFileUploaderDropzoneInstructions",
    )
)


def uploader(label: str, *, key: str, limit: str = "") -> UploadedFile | None:
    """One file of any kind: what cannot be read is refused with a sentence of ours, not by the browser."""
    limit = limit or t("data.drop_limit")
    words = {"browse": t("data.browse"), "limit": limit, "refused": t("data.upload_refused")}
    st.html(f"<style>{STYLE.format(**words)}{HIDDEN}</style>")
    return st.file_uploader(label, key=key)
