// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.DiskInode;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.checksum.InodeChecksums;
import ext2cat.disk.dirent.DirentBlock;
import ext2cat.disk.xattr.InlineData;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Pass 2: the blocks and entries of every directory in use, and its hash tree. */
final class DirectoryPass {

    /**
     * Directory blocks that are looked at again because another directory has them too: enough for
     * honest damage, too few for an image in which each directory has all blocks.
     */
    private static final int MOST_REPEATS = 10_000;

    private final Subject subject;
    private final EntryCheck entries;
    private final HashTreeCheck trees;
    private final PassedNodes passed = new PassedNodes(0);
    private final NumberSet seen = new NumberSet();
    private final DirentBlock block = new DirentBlock();
    private int repeats;

    DirectoryPass(Subject subject, DirectoryLinks links) {
        this.subject = subject;
        this.entries = new EntryCheck(subject, links);
        this.trees = new HashTreeCheck(subject);
    }

    /** Looks at all directories. */
    void run() {
        NumberSet directories = subject.directories();
        for (long at = directories.next(0); at >= 0; at = directories.next(at + 1)) {
            try {
                directory(subject.volume().peek(at));
            } catch (IOException e) {
                subject.findings().lose(Loss.ENTRIES);
                subject.unreadable(Place.directory(at), e.getMessage(), e);
            }
        }
    }

    private void directory(Inode directory) throws IOException {
        DiskInode inode = directory.disk();
        entries.start(inode);
        if (inode.isInline()) {
            inline(inode);
            return;
        }
        Blocks blocks = new Blocks(inode);
        subject.map(inode).walk(passed, blocks);
        if (blocks.isWhole()
                && inode.has(InodeFlag.INDEX)
                && subject.superblock().features().has(CompatFeature.DIR_INDEX)) {
            try {
                trees.check(directory);
            } catch (IOException e) {
                subject.unreadable(
                        Place.directory(inode.number()),
                        "the hash tree cannot be followed: " + e.getMessage(),
                        e);
            }
        }
    }

    /** The entries that lie in the inode itself: in i_block, and in an attribute. */
    private void inline(DiskInode inode) throws IOException {
        InlineData data = InlineData.of(inode);
        boolean typed = subject.superblock().features().has(IncompatFeature.FILETYPE);
        block.start(MemorySegment.ofArray(data.firstEntries(typed)));
        entries.check(block, 0, 0);
        block.start(MemorySegment.ofArray(data.otherEntries()));
        entries.check(block, 1, 0);
    }

    /** Takes the blocks of one directory. */
    private final class Blocks implements MapVisitor {

        private final long inode;
        private final long sizeBlocks;
        private final InodeChecksums checksums;
        private final boolean indexed;
        private long next;
        private boolean whole = true;

        Blocks(DiskInode directory) {
            int bits = subject.volume().blockBits();
            this.inode = directory.number();
            this.checksums = subject.checksums().of(directory);
            this.indexed = directory.has(InodeFlag.INDEX);
            this.sizeBlocks = directory.sizeBytes() + (1L << bits) - 1 >> bits;
        }

        /** Whether all blocks could be read and followed. */
        boolean isWhole() {
            return whole && next >= sizeBlocks;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long blocks) {
            for (long i = 0; i < blocks; i++) {
                block(fileBlock + i, diskBlock + i);
            }
        }

        private void block(long fileBlock, long diskBlock) {
            if (fileBlock >= sizeBlocks) {
                return; // readers end before it
            }
            holeBefore(fileBlock);
            next = fileBlock + 1;
            if (!seen.add(diskBlock) && ++repeats > MOST_REPEATS) {
                lose();
                return;
            }
            try {
                ByteBuffer bytes = subject.blocks().read(diskBlock, BlockUse.DATA);
                subject.checksum(
                        Problem.DIRECTORY_CHECKSUM,
                        Place.directory(inode).fileBlock(fileBlock).onDisk(diskBlock),
                        "block",
                        checksums.directory(bytes.array(), fileBlock, indexed));
                block.start(MemorySegment.ofBuffer(bytes));
                whole &= entries.check(block, fileBlock, diskBlock);
            } catch (IOException e) {
                subject.unreadable(
                        Place.directory(inode).fileBlock(fileBlock).onDisk(diskBlock),
                        "block " + diskBlock + " cannot be read",
                        e);
                lose();
            }
        }

        @Override
        public boolean node(NodeRef node) {
            holeBefore(node.firstFileBlock());
            if (!subject.claims().isMetadata(node.diskBlock())
                    && subject.blocks().isOnDevice(node.diskBlock())) {
                return true;
            }
            skip(node);
            return false;
        }

        @Override
        public void damage(MapDamage damage) {
            skip(damage.ref());
        }

        /** Part of the map is missing, which pass 1 told. */
        private void skip(NodeRef part) {
            holeBefore(part.firstFileBlock());
            if (part.firstFileBlock() < sizeBlocks) {
                next = part.firstFileBlock() + part.blocks();
                lose();
            }
        }

        private void lose() {
            whole = false;
            subject.findings().lose(Loss.ENTRIES);
        }

        private void holeBefore(long fileBlock) {
            if (next < Math.min(fileBlock, sizeBlocks)) {
                subject.findings()
                        .add(
                                Problem.DIRECTORY_HOLE,
                                Place.directory(inode).fileBlock(next),
                                "%d blocks from here on are a hole",
                                Math.min(fileBlock, sizeBlocks) - next);
                whole = false;
                next = fileBlock;
            }
        }
    }
}
