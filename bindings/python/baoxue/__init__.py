# SPDX-License-Identifier: Apache-2.0
"""Dropout-control policy as data and pure functions."""

from baoxue._core import __version__

__all__ = ["__version__"]
