# SPDX-License-Identifier: Apache-2.0
"""Runs one program into one sink, and takes the time of its children."""

import hashlib
import os
import resource
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    wall: float
    cpu: float


class Failed(Exception):
    """A program did not do its work."""


def to_file(command, folder):
    path = os.path.join(folder, "output")
    with open(path, "wb") as sink:
        sample = _timed(command, sink)
    os.unlink(path)  # what is not yet written back is dropped
    return sample


def to_pipe(command, folder):
    """The reader is `wc -l`, which looks at each byte. Its CPU time counts as well."""
    before, start = _children_cpu(), time.perf_counter()
    with open(os.devnull, "rb") as nothing:
        reader = subprocess.Popen(["wc", "-l"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        writer = subprocess.Popen(command, stdin=nothing, stdout=reader.stdin, stderr=subprocess.PIPE)
        reader.stdin.close()
        said = writer.communicate()[1]
        reader.wait()
    _check(command, writer.returncode, said)
    return _sample(before, start)


def digest(command, into_file=None):
    """The SHA-256 of what the program writes: into a pipe, or into a file."""
    result = hashlib.sha256()
    if into_file:
        with open(into_file, "wb") as sink:
            _timed(command, sink)
        source = open(into_file, "rb")
        process = None
    else:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        source = process.stdout
    with source:
        while piece := source.read(1 << 20):
            result.update(piece)
    if process:
        _check(command, process.wait(), b"")
    else:
        os.unlink(into_file)
    return result.hexdigest()


def _timed(command, sink):
    before, start = _children_cpu(), time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.PIPE)
    sample = _sample(before, start)
    _check(command, done.returncode, done.stderr)
    return sample


def _sample(before, start):
    end = time.perf_counter()
    return Sample(end - start, _children_cpu() - before)


def _children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _check(command, status, said):
    if status != 0:
        raise Failed(f"{' '.join(command)} ended with status {status}: {said.decode(errors='replace').strip()}")
