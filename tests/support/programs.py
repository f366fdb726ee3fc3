"""Programs on this machine that some tests need: a browser, an office suite."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

CHROMIUM = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SOFFICE = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)

NGINX = ("nginx", "/usr/sbin/nginx")

# LibreOffice keeps a stored value even where the file asks for a recalculation;
# 0 is "always recalculate", and only a profile can say it.
RECALCULATE_ALWAYS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


class NotRecalculated(Exception):
    """LibreOffice ended without the workbook it was asked for."""

    def __init__(self, workbook: Path, said: str) -> None:
        super().__init__(f"LibreOffice did not save {workbook.name} again: {said}")


def found(candidates: tuple[str, ...], variable: str) -> Path | None:
    """Look for a program by name or full path.

    Args:
        candidates: names and paths, the first found wins.
        variable: an environment variable that names the program outright.

    Returns:
        Its path, or None where the machine has none of them.
    """
    for candidate in (os.environ.get(variable), *candidates):
        path = shutil.which(candidate) if candidate else None
        if path:
            return Path(path)
    return None


def recalculated(soffice: Path, workbook: Path, folder: Path) -> Path:
    """Have LibreOffice work out every formula anew and save the workbook again.

    Args:
        soffice: the program.
        workbook: an .xlsx file, left as it is.
        folder: an existing folder for the private profile and the copy.

    Returns:
        The copy, whose stored values are LibreOffice's own.

    Raises:
        NotRecalculated: no copy came out.
    """
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(RECALCULATE_ALWAYS, encoding="utf-8", newline="\n")
    out = folder / "recalculated"
    command = [
        str(soffice),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        str(workbook),
    ]
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=180, check=False
    )
    copy = out / workbook.name
    if not copy.is_file():
        raise NotRecalculated(workbook, run.stderr or run.stdout)
    return copy
