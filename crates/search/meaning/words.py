"""words.py FOLDER: the words that the table learns from, one a line: those of all texts in the folder, then dictionaries'."""

import collections
import pathlib
import re
import sys

from wordfreq import top_n_list

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
KAZAKH = pathlib.Path("/usr/share/hunspell/kk_KZ.dic")


def main(folder):
    counts = collections.Counter()
    for file in sorted(pathlib.Path(folder).rglob("*.toml")):
        counts.update(word.lower() for word in WORD.findall(file.read_text()))
    words = dict.fromkeys(word for word, _ in counts.most_common())
    kazakh = (line.split("/")[0].strip().lower() for line in KAZAKH.read_text(errors="replace").splitlines()[1:])
    for more in (top_n_list("ru", 70_000), kazakh, top_n_list("en", 30_000)):
        words.update(dict.fromkeys(word for word in more if WORD.fullmatch(word)))
    print("\n".join(word for word in words if 2 <= len(word) <= 30))


main(sys.argv[1])
