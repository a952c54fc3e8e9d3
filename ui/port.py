"""Is the port free? Says in one line what to do where it is not. Run as `python -m ui.port 8501`."""

import socket
import sys

HOST = "127.0.0.1"


def problem(asked: str) -> str:
    """What stands against serving on this port; empty where nothing does."""
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        return f"PORT={asked} is no port; choose a number from 1024 to 65535: make run PORT=8502"
    try:
        socket.create_server((HOST, int(asked))).close()
    except PermissionError:
        return f"Port {asked} needs an administrator; choose another: make run PORT=8502"
    except OSError:
        other = int(asked) + 1 if int(asked) < 65535 else 8502
        return f"Port {asked} of {HOST} is in use. Stop what runs there, or choose another: make run PORT={other}"
    return ""


if __name__ == "__main__":
    sys.exit(problem(sys.argv[1]) or 0)
