# SPDX-License-Identifier: Apache-2.0
"""The programs that are compared: how each writes one file of an image to standard output."""

import os
import re
import shutil
import subprocess


class Peers:
    """The programs that are on this machine. `missing` says which are not, and why."""

    def __init__(self, ext2cat, image, stack, folder):
        self.image, self.missing, self.versions = image, [], {}
        self._ext2cat = ext2cat
        self._mount = self._mount_read_only(stack, folder)
        self._found = {}
        for name, words, pattern in (
            ("debugfs", ["-V"], r"debugfs ([\d.]+)"),
            ("e2cp", [], r"[vV]ersion\D*([\d.]+)"),
            ("icat", ["-V"], r"ver ([\d.]+)"),
            ("7z", [], r"7-Zip.*? (\d+\.\d+)"),
            ("dd", ["--version"], r"coreutils\) ([\d.]+)"),
            ("cat", ["--version"], r"coreutils\) ([\d.]+)"),
        ):
            program = shutil.which(name)
            if not program:
                self.missing.append(f"{name} is not installed")
                continue
            self._found[name] = program
            said = subprocess.run([program, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
            version = re.search(pattern, said.stdout + said.stderr)
            self.versions[name] = version[1] if version else "of unknown version"

    def commands(self, path):
        """(name, command, expected SHA-256), ext2cat first."""
        image, rows = self.image.path, []
        name = path.lstrip("/")
        rows.append(("ext2cat", [self._ext2cat, image, path]))
        if self._mount:
            rows.append(("cat, kernel mount", ["cat", os.path.join(self._mount, name)]))
        for peer, words in (
            ("7z", ["e", "-so", image, name]),
            ("icat", [image, str(self.image.inode[path])]),
            ("e2cp", [f"{image}:{path}", "-"]),
            ("debugfs", ["-R", f"cat {path}", image]),
        ):
            if peer in self._found:
                rows.append((peer, [self._found[peer], *words]))
        result = [(peer, words, self.image.sha256[path]) for peer, words in rows]
        if path == "/large" and "dd" in self._found:
            operands = [f"if={image}", "bs=1M", "iflag=skip_bytes,count_bytes", "status=none"]
            operands += [f"skip={self.image.large_at}", f"count={self.image.size[path]}"]
            result.append(("dd, raw bytes", ["dd", *operands], self.image.sha256["raw"]))
        return result

    def _mount_read_only(self, stack, folder):
        place = os.path.join(folder, "mount")
        os.mkdir(place)
        done = subprocess.run(["mount", "-o", "ro,loop", self.image.path, place], capture_output=True, text=True)
        if done.returncode:
            self.missing.append("no loop mount: " + " ".join(done.stderr.split()))
            return None
        stack.callback(subprocess.run, ["umount", place], check=True)
        return place
