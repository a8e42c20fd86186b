#!/bin/sh
# Makes the images of this folder with e2fsprogs 1.47: one of each kind of checksum.
make() {
    name=$1
    features=$2
    size=$3
    mke2fs -q -t ext4 -b 1024 -N 16 -I "$size" -O "^has_journal,^resize_inode,$features" \
        -U 3c1e9bb0-0f5c-4d0e-8f39-2f2d6a4d1701 "$name.img" 64 && gzip -9n "$name.img"
}
make csum-wide metadata_csum,64bit 256
make csum-narrow metadata_csum,^64bit 128
make csum-seed metadata_csum,metadata_csum_seed,64bit 256
# then: tune2fs -U 11111111-2222-3333-4444-555555555555, which keeps the seed
make csum-gdt ^metadata_csum,uninit_bg,^64bit 256
make csum-gdt-wide ^metadata_csum,uninit_bg,64bit 256
