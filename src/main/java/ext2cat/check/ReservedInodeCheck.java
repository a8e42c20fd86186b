// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.GroupLayout;
import ext2cat.map.BlockMap;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Checks the inodes that belong to the file system itself, but the root. */
final class ReservedInodeCheck {

    private static final long BOOT_LOADER_INODE = 5;
    private static final long JOURNAL_INODE = 8;

    private final Subject subject;
    private final GroupLayout layout;
    private final MapCheck maps;

    ReservedInodeCheck(Subject subject, MapCheck maps) {
        this.subject = subject;
        this.layout = subject.layout();
        this.maps = maps;
    }

    /** Inode 1, whose file is the list of blocks that are not to be used. */
    void badBlocks(DiskInode inode) throws IOException {
        if (inode.mode() != 0
                || inode.uid() != 0
                || inode.gid() != 0
                || inode.links() != 0
                || inode.fileAclBlock() != 0) {
            wrong(
                    inode,
                    "the list of bad blocks has mode 0%o and %d links, expected 0 and 0",
                    inode.mode(),
                    inode.links());
        }
        maps.check(
                inode,
                MapCheck.NOT_COUNTED, // systems differ in what they count
                (use, fileBlock, block) -> bad(inode, use, fileBlock, block));
    }

    /** Claims a bad block, which may be a copy of metadata. */
    private boolean bad(DiskInode inode, BlockUse use, long fileBlock, long diskBlock) {
        if (use.isMap() || !subject.claims().isMetadata(diskBlock)) {
            return maps.claim(use, fileBlock, diskBlock);
        }
        if (!isCopy(diskBlock)) {
            subject.findings()
                    .add(
                            Problem.BAD_BLOCK_IN_METADATA,
                            Place.inode(inode.number()).onDisk(diskBlock),
                            "block %d is on the list of bad blocks, but the file system needs it",
                            diskBlock);
        }
        return true;
    }

    /** Whether it is a backup of the superblock or of descriptors, or room after them. */
    private boolean isCopy(long block) {
        long group = layout.groupOfBlock(block);
        long head =
                1
                        + layout.descriptorBlocksIn(group)
                        + subject.superblock().details().reservedGdtBlocks();
        return group > 0 && layout.hasSuper(group) && block < layout.firstBlock(group) + head;
    }

    /**
     * Inode 7, which keeps blocks for a longer descriptor table: its double indirect block points
     * to the blocks after the table of group 0, each of which points to its copies in the groups
     * with backups.
     */
    void resize(DiskInode inode) throws IOException {
        boolean hasPointers = false;
        for (int i = 0; i < BlockMap.N_BLOCKS; i++) {
            hasPointers |= inode.blockPointer(i) != 0;
        }
        if (!subject.superblock().features().has(CompatFeature.RESIZE_INODE)) {
            if (hasPointers) {
                wrong(
                        inode,
                        "there are blocks, but the file system lacks the feature resize_inode");
                maps.check(inode, 0);
            }
            return;
        }
        long block = inode.blockPointer(BlockMap.DIND_BLOCK);
        if (inode.fileType() != FileType.REGULAR
                || inode.links() == 0
                || !subject.volume().blockRange().contains(block, 1)) {
            wrong(
                    inode,
                    "the file that keeps blocks for descriptors has mode 0%o and the DIND block %d",
                    inode.mode(),
                    block);
            return;
        }
        if (subject.claims().isMetadata(block)) {
            wrong(inode, "its DIND block, %d, is metadata of the file system", block);
            return;
        }
        // All but the first block lie after the descriptors, and are claimed already.
        maps.check(
                inode,
                0,
                (use, fileBlock, diskBlock) ->
                        diskBlock != block || maps.claim(use, fileBlock, diskBlock));
        if (subject.blocks().isOnDevice(block)) {
            resizeTables(inode, subject.blocks().read(block, BlockMap.use(2)));
        }
    }

    private void resizeTables(DiskInode inode, ByteBuffer table) throws IOException {
        int perBlock = subject.volume().blockSizeBytes() / Integer.BYTES;
        int reserved = Math.min(subject.superblock().details().reservedGdtBlocks(), perBlock);
        for (int i = 0; i < reserved; i++) {
            long expected = layout.superblockBlock(0) + 1 + layout.descriptorBlocks() + i;
            int index = (int) ((layout.descriptorBlocks() + i) % perBlock); // below 2^14
            long found = pointer(table, index);
            if (found != expected) {
                wrong(
                        inode,
                        "pointer %d of its DIND block is %d, expected %d",
                        index,
                        found,
                        expected);
                return;
            }
            if (!subject.blocks().isOnDevice(expected)
                    || !resizeCopies(inode, expected, perBlock)) {
                return;
            }
        }
    }

    private boolean resizeCopies(DiskInode inode, long block, int perBlock) throws IOException {
        ByteBuffer copies = subject.blocks().read(block, BlockMap.use(1));
        int index = 0;
        for (long group = 1; group < layout.groupsCount() && index < perBlock; group++) {
            if (layout.hasSuper(group)) {
                long expected = block + layout.firstBlock(group) - layout.firstBlock(0);
                if (pointer(copies, index) != expected) {
                    wrong(
                            inode,
                            "pointer %d of its IND block %d is %d, expected %d",
                            index,
                            block,
                            pointer(copies, index),
                            expected);
                    return false;
                }
                index++;
            }
        }
        return true;
    }

    /** Any other. */
    void other(DiskInode inode) {
        if (inode.number() == BOOT_LOADER_INODE) {
            if (inode.fileType() == FileType.DIRECTORY) {
                wrong(
                        inode,
                        "the boot loader has mode 0%o, which is that of a directory",
                        inode.mode());
            }
        } else if (inode.number() != JOURNAL_INODE
                && inode.mode() != 0
                && !subject.isHidden(inode.number())) {
            wrong(inode, "a reserved inode has mode 0%o, expected 0", inode.mode());
        }
        if (inode.number() == JOURNAL_INODE
                && !subject.superblock().features().has(CompatFeature.HAS_JOURNAL)
                && (inode.links() != 0 || inode.blockPointer(0) != 0)) {
            subject.findings()
                    .add(
                            Problem.JOURNAL_WITHOUT_FEATURE,
                            Place.inode(inode.number()),
                            "a journal, but the file system lacks the feature has_journal");
        }
    }

    private void wrong(DiskInode inode, String text, Object... values) {
        subject.findings().add(Problem.RESERVED_INODE, Place.inode(inode.number()), text, values);
    }

    private static long pointer(ByteBuffer table, int index) {
        return Integer.toUnsignedLong(table.getInt(index * Integer.BYTES));
    }
}
