"""Where a reader finds an author's line: on the web, or in the folder beside the site."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True)
class Sources:
    """Addresses of the files that a record names; without an address of the web they are links on the disk."""

    address: str = ""  # "https://github.com/owner/repository/blob/main": the path of a file is put behind it
    page: Path = Path()  # the folder of the pages that hold the links

    def link(self, path: str, line: int = 0) -> str:
        """The address of a line of a file, or nothing where no reader could open it."""
        if not path:
            return ""
        place = f"#L{line}" if line else ""
        if self.address:
            return f"{self.address.rstrip('/')}/{quote(Path(path).as_posix())}{place}"
        return quote(Path(os.path.relpath(path, self.page)).as_posix()) + place if Path(path).is_file() else ""
