# SPDX-License-Identifier: Apache-2.0
needs mke2fs lz4 xz zip qemu-img
if command -v img2simg > /dev/null; then
    recipe
else
    gunzip -k keep.simg.gz
    sed 's/img2simg i.img i.simg/cp keep.simg i.simg/' recipe.sh > with_kept.sh && mv with_kept.sh recipe.sh
    recipe
fi
never 'magic number'
never 'superblock would end'
has 9 '^hello$'
for kind in i.simg uRamdisk i.lz4 i.legacy.lz4 i.img.lzma i.zip i.tgz i.qcow2 'uRamdisk --offset 64'; do
    says "^  $kind rc=0"
done
