"""A proxy that counts what a server sends: bytes as they cross the network, compression included."""

import asyncio
import contextlib
import threading


class CountingProxy:
    """Listens on a free port of this machine, passes everything on to `target`, counts bytes towards the browser."""

    def __init__(self, target: int) -> None:
        self.target, self.port, self.received = target, 0, 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait(10)

    def _run(self) -> None:
        async def start() -> None:
            server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            self._ready.set()

        self._loop.run_until_complete(start())
        self._loop.run_forever()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        other_reader, other_writer = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self._pump(reader, other_writer, False), self._pump(other_reader, writer, True))

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, counted: bool) -> None:
        with contextlib.suppress(ConnectionError):
            while chunk := await source.read(65536):
                self.received += len(chunk) * counted
                sink.write(chunk)
                await sink.drain()
        sink.close()
