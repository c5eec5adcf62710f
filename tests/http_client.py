"""Requests to an application without a network, each answered on an event loop of its own."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI

__all__ = ["Client", "session"]


def session(app: FastAPI) -> httpx.AsyncClient:
    """A client for tests of what happens at the same time."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
    return httpx.AsyncClient(transport=transport, base_url="http://pairkg", headers=headers)


class Client:
    """Sends one request at a time."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def request(self, method: str, url: str, **options: Any) -> httpx.Response:
        """The answer to one request."""

        async def send() -> httpx.Response:
            async with session(self.app) as client:
                return await client.request(method, url, **options)

        return asyncio.run(send())

    def get(self, url: str, accept: str | None = None, **headers: str) -> httpx.Response:
        """The answer to a GET; `if_none_match` stands for If-None-Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request("GET", url, headers=named | ({"Accept": accept} if accept else {}))
