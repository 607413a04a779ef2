#!/usr/bin/python3
"""Makes src/ui/inter-nigeria.woff2: of Inter (npm package inter-ui 4.1.1, SIL Open Font License 1.1) the letters of English,
Yoruba, Igbo, Hausa and Pidgin with their tone marks, figures, punctuation and the naira sign, weights 400 to 700.

Needs npm and Debian's python3-fonttools and python3-brotli. Run it by hand, from this folder, after a change here.
"""

import pathlib
import shutil
import subprocess
import tarfile
import tempfile

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PACKAGE = "inter-ui@4.1.1"
VARIABLE = "InterVariable.woff2"
UI = pathlib.Path(__file__).parent.parent / "src" / "ui"

# Latin-1; the hooked, dotted and barred letters; combining marks for m̀ and g̀, which no code point has whole.
LETTERS = (
    "U+0020-007E,U+00A0-00FF,U+0101,U+0113,U+0143,U+0144,U+0147,U+0148,U+012B,U+0152,U+0153,U+016B,U+0181,U+018A,"
    "U+0198,U+0199,U+01B3,U+01B4,U+01F8,U+01F9,U+0253,U+0257,U+0300,U+0301,U+0302,U+0304,U+0307,U+030C,"
    "U+0323,U+1E3E,U+1E3F,U+1E44,U+1E45,U+1E62,U+1E63,U+1EB8,U+1EB9,U+1ECA-1ECD,U+1EE4,U+1EE5"
)
SIGNS = "U+2010-2015,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2032,U+2033,U+20A6,U+2212"


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=work, check=True, stdout=subprocess.DEVNULL)
        archive = next(pathlib.Path(work).glob("*.tgz"))
        with tarfile.open(archive) as packed:
            packed.extractall(work)
        package = pathlib.Path(work) / "package"
        source = next(path for path in package.rglob(VARIABLE))
        licence = next(path for path in package.rglob("LICENSE*"))
        font = TTFont(source)
        font = instancer.instantiateVariableFont(font, {"opsz": 14, "wght": (400, 700)})
        # Cut from a file: glyphs that only varied in what was pinned are missing from the tables in memory.
        pinned = pathlib.Path(work) / "pinned.ttf"
        font.flavor = None
        font.save(pinned)
        font = TTFont(pinned)
        options = subset.Options()
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
        options.flavor = "woff2"
        options.hinting = False
        options.notdef_outline = True
        cut = subset.Subsetter(options)
        cut.populate(unicodes=subset.parse_unicodes(f"{LETTERS},{SIGNS}"))
        cut.subset(font)
        target = UI / "inter-nigeria.woff2"
        subset.save_font(font, target, options)
        shutil.copy(licence, UI / "inter-nigeria.LICENSE.txt")
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
