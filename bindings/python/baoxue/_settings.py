# SPDX-License-Identifier: Apache-2.0
"""The settings that a district has beside its tables, and what each can be."""

from typing import Final

CALENDARS: Final = ("cn", "weekdays")
REGISTERS: Final = ("complete", "exceptions")
