// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Xattr;
import ext2cat.disk.XattrReader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All extended attributes of an inode: those in it, then those in its block. */
public final class Xattrs {

    private Xattrs() {}

    /**
     * Reads them.
     *
     * @param damage told of a part that makes no sense; the other part is in the answer
     * @return in stored order; at most an inode and a block hold
     */
    public static List<Xattr> of(Inode inode, Damage damage) throws IOException {
        List<Xattr> all = new ArrayList<>();
        try {
            all.addAll(XattrReader.inInode(inode.disk()));
        } catch (CorruptImageException e) {
            damage.tell(e);
        }
        long block = inode.disk().fileAclBlock();
        if (block != 0) {
            try {
                all.addAll(inBlock(inode.volume(), block, inode.number()));
            } catch (IOException e) {
                damage.tell(e);
            }
        }
        return all;
    }

    private static List<Xattr> inBlock(Volume volume, long block, long inode) throws IOException {
        if (!volume.blockRange().contains(block, 1)) {
            throw new CorruptImageException(
                    "inode %d: its extended attributes are said to be in block %d, which is outside the file system (blocks %s)"
                            .formatted(inode, block, volume.blockRange()));
        }
        return XattrReader.inBlock(
                volume.cache().bread(block, BlockUse.XATTR, 0).data(), block, inode);
    }
}
