"""Several plain ES modules, or style sheets, as one text, for a browser that cannot fetch them."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
IMPORT = {
    ".js": re.compile(r'^import\s+\{[^}]*\}\s+from\s+"(\.{1,2}/[\w./-]+)";\n', re.M),
    ".css": re.compile(r'^@import\s+"(\.{1,2}/[\w./-]+)";\n', re.M),
}
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.M)
LEFT_OVER = re.compile(r"^(?:import|export|@import)\b(?! default\b).*", re.M)


def dependencies(name: str, folder: Path, above: tuple[str, ...] = ()) -> Iterator[str]:
    """The files a file imports, each before whoever needs it, itself last; some come repeatedly.

    Names are relative to the folder, whichever of its folders an import was written in.
    """
    if name in above:
        raise ValueError(f"{name} imports itself through {' -> '.join(above)}")
    for needed in IMPORT[Path(name).suffix].findall((folder / name).read_text("utf-8")):
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), needed))
        yield from dependencies(wanted, folder, (*above, name))
    yield name


def join(name: str, folder: Path = ASSETS) -> str:
    """One text of a file and all it imports: import lines go, `export` goes, the default stays.

    Top-level names have to differ between the files. Errors: an import or export of a form that
    this does not know (`as`, `*`, from a package) raises ValueError with the line.
    """
    parts = []
    for file in dict.fromkeys(dependencies(name, folder)):
        text = IMPORT[Path(file).suffix].sub("", (folder / file).read_text("utf-8"))
        text = EXPORT.sub("", text)
        if left := LEFT_OVER.search(text):
            raise ValueError(f"{file} cannot be joined because of “{left[0]}”")
        if file != name and "export default" in text:
            raise ValueError(f"{file} has a default export, but {name} is the entry")
        parts.append(f"/* {file} */\n{text}")
    return "\n".join(parts)


joined = cache(join)  # for those who ask at every run
