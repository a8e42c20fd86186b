// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Xattr;
import ext2cat.disk.xattr.XattrReader;
import ext2cat.disk.xattr.XattrValues;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Reads the extended attributes of an inode: those in it, then those in its block. */
public final class Xattrs {

    private Xattrs() {}

    /**
     * {@return all attributes, in stored order; at most what an inode and a block hold}
     *
     * @param inode any inode, in use or not
     * @throws CorruptImageException if any of them make no sense
     */
    public static List<Xattr> of(Inode inode) throws IOException {
        return of(
                inode,
                (_, thrown) -> {
                    throw thrown;
                });
    }

    /**
     * As {@link #of(Inode)}, but of damaged ones as many as make sense.
     *
     * @param inode any inode, in use or not
     * @param damage hears of a part that makes no sense; the other part is in the answer
     * @return all attributes that make sense
     * @throws IOException if {@code damage} throws it
     */
    public static List<Xattr> of(Inode inode, Damage damage) throws IOException {
        List<Xattr> all = new ArrayList<>();
        try {
            all.addAll(inInode(inode));
        } catch (IOException e) {
            damage.lost(new Damage.Inodes(inode.number()), e);
        }
        try {
            all.addAll(inBlock(inode));
        } catch (IOException e) {
            damage.lost(new Damage.Inodes(inode.number()), e);
        }
        return all;
    }

    /**
     * {@return the attributes in the inode itself}
     *
     * @param inode any inode, in use or not
     * @throws CorruptImageException if they make no sense
     */
    public static List<Xattr> inInode(Inode inode) throws IOException {
        return XattrReader.inInode(inode.disk(), valuesOf(inode.volume()));
    }

    /**
     * {@return what reads the values that lie in inodes of their own}
     *
     * @param volume the file system
     */
    public static XattrValues valuesOf(Volume volume) {
        return ValueInodes.of(volume);
    }

    /**
     * {@return the attributes in the inode's block; none if it has no such block}
     *
     * @param inode any inode, in use or not
     * @throws CorruptImageException if they make no sense
     */
    public static List<Xattr> inBlock(Inode inode) throws IOException {
        Volume volume = inode.volume();
        long block = inode.disk().fileAclBlock();
        if (block == 0) {
            return List.of();
        }
        if (!volume.blockRange().contains(block, 1)) {
            throw new CorruptImageException(
                    "inode %d: its extended attributes are said to be in block %d, which is outside the file system (blocks %s)"
                            .formatted(inode.number(), block, volume.blockRange()));
        }
        byte[] bytes =
                volume.cache().bread(block, BlockUse.XATTR, 0).copy(0, volume.blockSizeBytes());
        volume.verify(BlockUse.XATTR, inode, block, bytes);
        return XattrReader.inBlock(
                MemorySegment.ofArray(bytes), block, inode.number(), valuesOf(volume));
    }
}
