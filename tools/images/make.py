# SPDX-License-Identifier: Apache-2.0
"""Makes the test images: runs each recipe.py below testimages/ (or only those of the cases named)."""

import importlib.util
import os
import sys
import tempfile

import hostile
from image import write_lines

_OURS = (".img.gz", ".img.xz", ".img.zst", ".img.bz2", ".tsv")


def recipes(top, names):
    """(name of the case, recipe, folder in which its images go)"""
    for path in sorted(os.listdir(top)):
        folder = os.path.join(top, path)
        if path.endswith(".recipe.py"):
            case, recipe, folder = path.removesuffix(".recipe.py"), folder, top
        else:
            case, recipe = path, os.path.join(folder, "recipe.py")
        if os.path.exists(recipe) and (not names or case in names):
            yield case, recipe, folder


def load(recipe):
    spec = importlib.util.spec_from_file_location("recipe", recipe)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def remove_products(folder, case, top):
    for name in os.listdir(folder):
        mine = name.startswith(case + ".") if folder == top else name not in hostile.WRITTEN_BY_HAND
        if mine and name.endswith(_OURS):
            os.unlink(os.path.join(folder, name))


def share(folder, suffix):
    """One file for all images of the case that agree; the others keep their own. None when there is nothing to say."""
    texts = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith("." + suffix):
            with open(os.path.join(folder, name)) as file:
                texts.setdefault(file.read(), []).append(name)
    text, names = max(texts.items(), key=lambda item: len(item[1]))
    empty = len(texts) == 1 and text.count("\n") == 1
    if len(names) > 1 or empty:
        for name in names:
            os.unlink(os.path.join(folder, name))
    if len(names) > 1 and not empty:
        write_lines(os.path.join(folder, suffix), text.splitlines())


def main(top, names):
    for case, recipe, folder in recipes(top, names):
        module = load(recipe)
        remove_products(folder, case, top)
        for image, packing in module.images():
            with tempfile.TemporaryDirectory(prefix="ext2cat-images-") as work:
                digest = image.finish(work, folder, packing)
            print(f"{digest}  {os.path.relpath(folder, top)}/{image.name}.img", flush=True)
        if folder != top:
            for suffix in ("expected.tsv", "xattrs.tsv"):
                share(folder, suffix)
    hostile.compile_cases(os.path.join(top, "hostile"))


main(sys.argv[1], sys.argv[2:])
