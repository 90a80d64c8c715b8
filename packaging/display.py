"""Exit 0 where a window can be opened, 1 where not. Standard library only.

A set DISPLAY proves little: it outlives its server, and another user's server refuses us. Qt would
abort in both cases, so we connect as Qt does and let go again.
"""

from __future__ import annotations

import ctypes
import os
import sys


def x_server_answers() -> bool:
    """Whether the X server named by DISPLAY lets us in."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)  # never null: a failed one carries its error
    is_refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not is_refused


def wayland_answers() -> bool:
    """Whether the compositor named by WAYLAND_DISPLAY lets us in."""
    if not os.environ.get("WAYLAND_DISPLAY"):
        return False
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return False
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    connection = wayland.wl_display_connect(None)
    if connection is None:
        return False
    wayland.wl_display_disconnect(connection)
    return True


if __name__ == "__main__":
    # Windows and macOS always have one, or Qt says so itself.
    can_open = not sys.platform.startswith("linux") or x_server_answers() or wayland_answers()
    sys.exit(0 if can_open else 1)
