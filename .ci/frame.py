#!/usr/bin/env python3
"""frame.py 'TEXT|TEXT...' COMMAND...: runs COMMAND on a terminal of 80x24 of its own.

COMMAND sets TERM and LANG for itself. Waits until all of the texts have been drawn, presses q, and waits for a clean end. Exit code 0 when all of that came.
"""
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

LIMIT_SECONDS = 60
ESCAPES = re.compile(rb"\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[()][0-9A-B]|\x1b\[[0-9;?<>=!]*[ -/]*[@-~]|\x1b[=>78M]")


def main():
    wanted, command = sys.argv[1].split("|"), sys.argv[2:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    drawn, text, is_asked, end = b"", "", False, time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < end:
        readable, _, _ = select.select([terminal], [], [], 0.2)
        if readable:
            try:
                part = os.read(terminal, 65536)
            except OSError:  # the program has let go of its terminal
                part = b""
            if not part:
                break
            drawn += part
        text = ESCAPES.sub(b"", drawn).decode("utf-8", "replace")
        if not is_asked and all(piece in text for piece in wanted):
            is_asked = True
            os.write(terminal, b"q")
    else:
        os.kill(pid, 9)
        print(f"frame: not {'ended' if is_asked else 'drawn'} in {LIMIT_SECONDS} s", file=sys.stderr)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if not is_asked:
        print(f"frame: {wanted} was not seen; drawn was:\n{text}", file=sys.stderr)
        return 1
    if code:
        print(f"frame: the program ended with {code}", file=sys.stderr)
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(main())
