"""Take the pictures of the HTML page that docs/ci.md shows; needs Chromium.

python -m scripts.take_screenshots        (in the project's folder)
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.reporters.chromium import browser

from copylint.__main__ import main as copylint

ARTICLE = "examples/flood.txt"
PICTURES = (
    ("page-light.png", 1200, 900, False),
    ("page-dark.png", 1200, 900, True),
    ("page-phone.png", 390, 844, False),
)


def main() -> None:
    """Write the pictures into docs/."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        copylint(["check", "--engine=harper", "--quiet", ARTICLE])  # so that the next one is warm
        copylint(["check", "--engine=harper", "--quiet", f"--output=html={page}", ARTICLE])
        with browser(Path(folder) / "profile") as window:
            for name, width, height, dark in PICTURES:
                window.events.clear()
                window.open(page, width=width, height=height, dark=dark)
                window.screenshot(Path("docs") / name)


if __name__ == "__main__":
    main()
