"""The trainer's server over real HTTP: whole games, what it refuses, and who it keeps apart."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_support import MINGA, run

JSON = {"Content-Type": "application/json"}


class Server:
    """A server on a port of its own, with its games in `data`."""

    def __init__(self, data: Path, *more: str) -> None:
        self.process = subprocess.Popen(
            [MINGA, "train", "--port", "0", "--data", str(data), *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://"), self.process.communicate()
        self.port = int(re.findall(r":(\d+)/", self.url)[0])
        self.token = ""
        if "--class" in more:
            self.token = self.process.stdout.readline().strip().rsplit("/", 1)[1]

    def call(
        self, method: str, path: str, body: Any = None, token: str = "", **headers: str
    ) -> tuple[int, Any]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=None if body is None else data,
            headers={**JSON, **({"Authorization": f"Bearer {token}"} if token else {}), **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read()
        try:
            return status, json.loads(text)
        except ValueError:
            return status, text

    def raw(self, text: bytes, wait: float = 10.0) -> bytes:
        """What a server answers to bytes that no browser would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as sock:
            sock.sendall(text)
            got = b""
            try:
                while part := sock.recv(65536):
                    got += part
            except (TimeoutError, ConnectionError):
                pass
            return got

    def start(self, scenario: str = "primer-grupo", mode: str = "practice") -> tuple[str, Any]:
        body = {"scenario": scenario, "mode": mode, "seed": 7, "name": "Ana"}
        status, made = self.call("POST", "/api/games", body)
        assert status == 201, made
        return made["id"], made["state"]

    def stop(self, how: int = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(timeout=20)


def turn(state: Any, **more: Any) -> dict[str, Any]:
    prediction = {"indicator": "attendance", "value": 0.6, "why": "so"}
    return {"turn": state["turn"], "key": f"k{state['turn']}", "prediction": prediction, **more}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "games")
    yield started
    if started.process.poll() is None:
        started.stop(signal.SIGKILL)


def test_a_whole_game_is_played_and_looked_back_at(server: Server) -> None:
    game, state = server.start()
    slowest = 0.0
    while not state["over"]:
        begun = time.perf_counter()
        status, answer = server.call(
            "POST", f"/api/games/{game}/turns", turn(state, gate=state["gate"]["ready"])
        )
        slowest = max(slowest, time.perf_counter() - begun)
        assert status == 200, answer
        state = answer["state"]
    assert slowest < 1.0
    status, debrief = server.call("GET", f"/api/games/{game}/debrief")
    assert status == 200
    assert len(debrief["timeline"]) == state["turn"]


def test_a_kill_loses_no_turn(tmp_path: Path) -> None:
    first = Server(tmp_path)
    game, state = first.start()
    for _ in range(3):
        _, answer = first.call("POST", f"/api/games/{game}/turns", turn(state))
        state = answer["state"]
    first.stop(signal.SIGKILL)
    second = Server(tmp_path)
    _, answer = second.call("GET", f"/api/games/{game}")
    assert answer["state"] == state
    assert second.stop() == 0


def test_ctrl_c_stops_cleanly(server: Server) -> None:
    server.start()
    assert server.stop() == 0


def test_a_second_server_takes_neither_the_port_nor_the_folder(
    server: Server, tmp_path: Path
) -> None:
    other = run("train", "--port", server.port, "--data", tmp_path / "other")
    assert other.returncode == 2
    assert "port" in other.stderr
    other = run("train", "--port", "0", "--data", tmp_path / "games")
    assert other.returncode == 3
    assert "another server" in other.stderr


def test_an_unfinished_turn_survives_a_reload(server: Server) -> None:
    game, state = server.start()
    draft = {"actions": [{"kind": "convene"}]}
    status, _ = server.call("PUT", f"/api/games/{game}/draft", {"turn": 0, "draft": draft})
    assert status == 204
    assert server.call("GET", f"/api/games/{game}")[1]["state"]["draft_turn"] == draft
    _, answer = server.call("POST", f"/api/games/{game}/turns", turn(state))
    assert answer["state"]["draft_turn"] is None


@pytest.mark.parametrize(
    "text",
    [
        b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /api/games/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000 + b"\r\n\r\n",
        b"POST /api/games HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n{}",
        b"POST /api/games HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    ],
)
def test_what_no_browser_sends_is_refused_and_the_server_lives(server: Server, text: bytes) -> None:
    answer = server.raw(text)
    assert not answer.startswith(b"HTTP/1.1 2"), answer[:200]
    assert b"root:" not in answer
    assert server.call("GET", "/api/info")[0] == 200


def test_bodies_are_bounded(server: Server) -> None:
    status, answer = server.call("POST", "/api/games", b" " * 70000)
    assert status == 413, answer
    assert server.call("POST", "/api/games", b"{" * 1000)[0] == 400
    assert server.call("POST", "/api/games", b"{}", **{"Content-Type": "text/plain"})[0] == 415


def test_pages_of_other_sites_are_refused(server: Server) -> None:
    status, _ = server.call("GET", "/api/games", Origin="http://evil.example")
    assert status == 403


def test_pages_may_load_nothing_from_elsewhere(server: Server) -> None:
    with urllib.request.urlopen(server.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_slow_clients_do_not_keep_others_waiting(server: Server) -> None:
    slow = []
    for _ in range(100):
        sock = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        sock.sendall(b"GET /api/info HTTP/1.1\r\nHost: loc")  # and no more
        slow.append(sock)
    begun = time.perf_counter()
    assert server.call("GET", "/api/info")[0] == 200
    assert time.perf_counter() - begun < 2.0
    for sock in slow:
        sock.close()


def test_many_trainees_play_at_once(tmp_path: Path) -> None:
    server = Server(tmp_path, "--class")
    setup = {"scenario": "primer-grupo", "mode": "assessed", "seeds": "different"}
    _, room = server.call("POST", "/api/class", setup, server.token)
    failures: list[Any] = []

    def trainee(number: int) -> None:
        body = {"code": room["code"], "name": f"T{number}", "language": "es"}
        status, made = server.call("POST", "/api/join", body)
        if status == 201:
            path = f"/api/games/{made['id']}/turns"
            status, made = server.call("POST", path, turn(made["state"]))
        if status != 200:
            failures.append((status, made))

    threads = [threading.Thread(target=trainee, args=(n,)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    _, grid = server.call("GET", "/api/class", token=server.token)
    assert sorted(t["name"] for t in grid["trainees"]) == sorted(f"T{n}" for n in range(40))
    assert {t["turn"] for t in grid["trainees"]} == {1}
    server.stop()


def test_a_class_needs_its_token_and_its_code(tmp_path: Path) -> None:
    server = Server(tmp_path, "--class")
    assert server.call("GET", "/api/class")[0] == 401
    assert server.call("GET", "/api/class", token="0" * 32)[0] == 401
    setup = {"scenario": "primer-grupo", "mode": "assessed"}
    status, room = server.call("POST", "/api/class", setup, server.token)
    assert status == 201
    assert server.call("POST", "/api/join", {"code": "NOTTHE", "name": "Eva"})[0] == 403
    one = server.call("POST", "/api/join", {"code": room["code"], "name": "Ana"})[1]
    two = server.call("POST", "/api/join", {"code": room["code"], "name": "Luz"})[1]
    server.call("POST", f"/api/games/{one['id']}/turns", turn(one["state"]))
    assert server.call("GET", f"/api/games/{two['id']}")[1]["state"]["turn"] == 0
    assert server.call("GET", "/api/games")[0] == 403
    server.stop()


def test_only_this_machine_is_served_unless_a_class_is_asked_for(tmp_path: Path) -> None:
    refused = run("train", "--bind", "0.0.0.0", "--data", tmp_path)
    assert refused.returncode == 2
    assert "--class" in refused.stderr
    refused = run("train", "--class", "--bind", "203.0.113.7", "--port", "0", "--data", tmp_path)
    assert refused.returncode == 2
    assert "203.0.113.7" in refused.stderr


def test_an_author_checks_whether_strategies_differ() -> None:
    checked = run("train", "--check", "tierra-con-historia", "--seeds", "50", "--json")
    assert checked.returncode == 0, checked.stderr
    found = json.loads(checked.stdout)
    assert found["differs"] is True
    assert len(found["strategies"]) == 9
    few = run("train", "--check", "tierra-con-historia", "--seeds", "2")
    assert few.returncode == 5  # two seeds tell nothing
    assert "cannot be told apart" in few.stdout
    refused = run("train", "--check", "otavalo")
    assert refused.returncode == 2
    assert "15.2184375" in refused.stderr
