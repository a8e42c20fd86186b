#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes testimages/ from the recipes in it: all cases, or those named as arguments. Needs no root.
# The tests do not need this: the images are committed.
set -eu

for tool in mke2fs debugfs e2fsck python3 zstd; do
    PATH=$PATH:/sbin:/usr/sbin command -v "$tool" >/dev/null || {
        echo "make-images.sh: $tool is missing (packages e2fsprogs, python3, zstd)" >&2
        exit 1
    }
done

here=$(cd "$(dirname "$0")" && pwd)

# Nothing of this machine or hour may get into an image.
export PATH="$PATH:/sbin:/usr/sbin" LC_ALL=C TZ=UTC
export MKE2FS_CONFIG="$here/images/mke2fs.conf" MKE2FS_SYNC=0
export E2FSPROGS_FAKE_TIME=1700000000 E2FSCK_TIME=1700000000 SOURCE_DATE_EPOCH=1700000000
export MKE2FS_DEVICE_SECTSIZE=512 MKE2FS_DEVICE_PHYS_SECTSIZE=512 E2FSPROGS_LIBMAGIC_SUPPRESS=1
export PYTHONDONTWRITEBYTECODE=1

exec python3 "$here/images/make.py" "$here/../testimages" "$@"
