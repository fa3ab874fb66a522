# SPDX-License-Identifier: Apache-2.0
"""Other tools on the same columns, for the same answer."""
