"""One reader without a browser: the websocket that a page speaks, its filters changed as a browser changes them."""

import html
import json
import re
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg  # type: ignore[import-untyped]
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # type: ignore[import-untyped]
from websockets.asyncio.client import ClientConnection, connect

TAG = re.compile(r"<[^>]+>")


@dataclass
class Seen:
    """One run as the reader saw it: seconds to its end, the words of each element, rows of each table, our choices."""

    seconds: float = 0.0
    words: list[str] = field(default_factory=list)
    tables: list[list[list[Any]]] = field(default_factory=list)
    boxes: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # name -> (widget's id, options)
    failures: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """All words in one text."""
        return " ".join(self.words)


class Reader:
    """`async with Reader(port, page, query) as reader`: the page is asked for by `open`, a filter set by `choose`."""

    def __init__(self, port: int, page: str, query: str = "") -> None:
        self.address, self.page, self.query = f"ws://127.0.0.1:{port}/_stcore/stream", page, query
        self._boxes: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._socket: ClientConnection | None = None
        self._hash = ""

    async def __aenter__(self) -> "Reader":
        # A browser keeps its window of compression: the server speaks as on a weak network.
        self._socket = await connect(self.address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._socket is not None
        await self._socket.close()

    async def open(self) -> Seen:
        """The first run of the page."""
        return await self._run()

    async def choose(self, filter_name: str, options: tuple[int, ...]) -> Seen:
        """Set a filter of the sidebar to the options at these places."""
        _id, offered = self._boxes[filter_name]
        self._chosen[filter_name] = tuple(offered[place] for place in options)
        return await self._run()

    async def _run(self) -> Seen:
        assert self._socket is not None
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self.query, self.page, self._hash
        for name, labels in self._chosen.items():
            widget = state.widget_states.widgets.add()
            widget.id = self._boxes[name][0]
            widget.string_array_value.data.extend(labels)
        seen, begun = Seen(), time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        while self._take(await self._socket.recv(), seen):
            pass
        seen.seconds = time.perf_counter() - begun
        self._boxes |= seen.boxes
        return seen

    def _take(self, sent: bytes | str, seen: Seen) -> bool:
        """One message of the server; False when the run has ended."""
        message = ForwardMsg()
        message.ParseFromString(sent if isinstance(sent, bytes) else sent.encode())
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                seen.failures.append(f"script_finished {message.script_finished}")
            return False
        if kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._element(message.delta.new_element, seen)
        return True

    def _element(self, element: Any, seen: Seen) -> None:
        kind = element.WhichOneof("type")
        if kind == "html":
            seen.words.append(html.unescape(TAG.sub(" ", element.html.body)))
        elif kind == "exception":
            seen.failures.append(element.exception.message)
        elif kind == "multiselect":
            name = element.multiselect.id.rpartition("-")[2]
            seen.boxes[name] = (element.multiselect.id, tuple(element.multiselect.options))
        elif kind == "bidi_component":
            block = json.loads(element.bidi_component.json)
            if "rows" in block:
                seen.tables.append(block["rows"])
