"""Tests cannot leave the machine: what passes here passes on an intranet."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_a_connection_to_another_machine_is_refused_with_the_reason(address):
    with socket.socket() as connection, pytest.raises(RuntimeError, match="without a network"):
        connection.connect(address)


def test_names_are_not_looked_up():
    with pytest.raises(RuntimeError, match=r"example\.org"):
        socket.create_connection(("example.org", 443), timeout=1)


def test_this_machine_may_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()
