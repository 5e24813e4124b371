"""A bare Starlette server that answers everything with the same bytes: the baseline of what answers over HTTP."""

import socket
import threading
from time import sleep

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


class Echo:
    """It stands from the beginning until `close`, in a thread."""

    def __init__(self, answer: bytes) -> None:
        async def say(request: Request) -> Response:
            await request.body()
            return Response(answer, media_type="application/json")

        app = Starlette(routes=[Route("/api/{method}", say, methods=["GET", "POST"])])
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/api/"
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)
        self._thread.start()
        while not self._server.started:
            sleep(0.005)

    def close(self) -> None:
        """It stops."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
