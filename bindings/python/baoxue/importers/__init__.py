# SPDX-License-Identifier: Apache-2.0
"""Readers of other systems' files, each turning them into the district tables."""

from __future__ import annotations

from baoxue.importers.edfi import EdfiImport, EdfiSummary, SetAside, import_edfi

__all__ = ["EdfiImport", "EdfiSummary", "SetAside", "import_edfi"]
