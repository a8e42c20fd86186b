# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks share: alternating runs, medians, the machine's name, the place of a table in a file."""

import os
import re
import statistics
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
DIST = os.path.join(ROOT, "target", "dist")
_DROP_CACHES = "/proc/sys/vm/drop_caches"


def alternate(rows, way, runs, folder, before=lambda: None):
    """All samples of each program, by name. One run of each that does not count comes first."""
    samples = {name: [] for name, _, _ in rows}
    for run in range(-1, runs):
        for name, command, _ in rows:
            before()
            sample = way(command, folder)
            if run >= 0:
                samples[name].append(sample)
    return samples


def why_not_cold():
    """Why the page cache cannot be emptied; empty if it can."""
    return "" if os.access(_DROP_CACHES, os.W_OK) else f"since {_DROP_CACHES} cannot be written"


def drop_caches():
    with open(_DROP_CACHES, "w", encoding="ascii") as file:
        file.write("3\n")


def median(samples, field):
    return statistics.median(getattr(sample, field) for sample in samples)


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    cpu = model[1].strip() if model else os.uname().machine
    return f"{len(os.sched_getaffinity(0))} cores of {cpu}, {memory} GiB, Linux {os.uname().release}"


def java():
    with open(os.path.join(DIST, "runtime", "release"), encoding="utf-8") as file:
        return "Java " + re.search(r'JAVA_VERSION="([^"]+)"', file.read())[1]


def rewrite(path, script, text):
    """Puts the table of a script between its markers in a file."""
    begin, end = f"<!-- begin tools/bench/{script} -->", f"<!-- end tools/bench/{script} -->"
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(begin)
        after = rest.split(end)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{begin}\n\n{text}\n\n{end}{after}")


def say(text):
    print(text, file=sys.stderr, flush=True)
