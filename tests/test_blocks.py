"""The neutral tree: its old home, the grid of tables, the walk, and what has to hold in it."""

from __future__ import annotations

import kdcl.blocks
import kdcl.documents.blocks


class TestHomes:
    """Names that version 0.1 had elsewhere can still be had there."""

    def test_documents_blocks(self) -> None:
        """Every name of the tree is there, and it is the same."""
        assert kdcl.documents.blocks.__all__ == kdcl.blocks.__all__
        for name in kdcl.blocks.__all__:
            assert getattr(kdcl.documents.blocks, name) is getattr(kdcl.blocks, name)
