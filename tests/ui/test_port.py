"""A port that cannot be had is told in one line."""

import socket

from ui import port


def test_a_port_in_use_is_told_with_another_to_choose() -> None:
    with socket.create_server((port.HOST, 0)) as taken:
        number = taken.getsockname()[1]
        assert port.problem(str(number)).startswith(f"Port {number} of 127.0.0.1 is in use.")
    assert port.problem(str(number)) == ""


def test_nonsense_is_told() -> None:
    for asked in ("abc", "0", "99999", "-1", ""):
        assert "is no port" in port.problem(asked)
