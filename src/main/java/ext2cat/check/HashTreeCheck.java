// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.dirent.DirectoryHash;
import ext2cat.disk.dirent.DirentBlock;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Checks the hash tree of an indexed directory. The root lies in file block 0 after {@code ..}, a
 * node in a block that is one unused entry; both are a list of hashes and the file blocks that hold
 * the names from that hash on.
 *
 * <p>A list begins with two numbers of 16 bits, how many places there are and how many are used, in
 * the place of the first hash, which is the one that the list itself begins with. Each entry has 8
 * bytes: for blocks of 1 KiB the root has (1024 - 32) / 8 = 124 places and a node 127.
 */
final class HashTreeCheck {

    private static final int DOT_DOT = 12;
    private static final int ROOT_INFO = 24;
    private static final int ROOT_INFO_BYTES = 8;
    private static final int NODE_LIST = 8;
    private static final int ENTRY_BYTES = 8;
    private static final int BLOCK_MASK = 0x0fffffff;

    /** A node with a checksum ends with it (struct dx_tail). */
    private static final int TAIL_BYTES = 8;

    /** Nodes below the root that ext2 and ext3 allow. */
    private static final int MOST_LEVELS = 1;

    /** With the feature large_dir. */
    private static final int MOST_LEVELS_OF_LARGE = 2;

    private static final long END_OF_HASHES = 1L << 32;

    private final Subject subject;
    private final int blockSizeBytes;

    private long directory;
    private GetBlock map;
    private long sizeBlocks;
    private BitSet covered;
    private DirectoryHash hash;
    private boolean broken;
    private final int tailBytes;
    private final int mostLevels;

    HashTreeCheck(Subject subject) {
        this.subject = subject;
        this.blockSizeBytes = subject.volume().blockSizeBytes();
        boolean summed = subject.superblock().features().has(RoCompatFeature.METADATA_CSUM);
        this.tailBytes = summed ? TAIL_BYTES : 0;
        boolean large = subject.superblock().features().has(IncompatFeature.LARGE_DIR);
        this.mostLevels = large ? MOST_LEVELS_OF_LARGE : MOST_LEVELS;
    }

    /** Checks the tree of a directory whose blocks are all there. */
    void check(Inode inode) throws IOException {
        directory = inode.number();
        map = inode.getBlock(subject.volume().cache());
        sizeBlocks = inode.sizeBytes() / blockSizeBytes;
        covered = new BitSet();
        broken = false;
        if (sizeBlocks > 0) {
            root(read(0));
        }
    }

    private void root(ByteBuffer block) throws IOException {
        covered.set(0);
        DirentBlock dots = entries(block);
        // The root lies within the second entry, so that who knows no hash trees passes over it.
        if (!dots.next()
                || !dots.next()
                || dots.offsetBytes() != DOT_DOT
                || dots.recLen() != blockSizeBytes - DOT_DOT) {
            bad(
                    0,
                    "the second entry, which hides the hash tree, is from byte %d to %d, expected"
                            + " %d to %d",
                    dots.offsetBytes(),
                    dots.offsetBytes() + dots.recLen() - 1,
                    DOT_DOT,
                    blockSizeBytes - 1);
            return;
        }
        int version = u8(block, ROOT_INFO + 4);
        int length = u8(block, ROOT_INFO + 5);
        int levels = u8(block, ROOT_INFO + 6);
        if (block.getInt(ROOT_INFO) != 0 || length != ROOT_INFO_BYTES) {
            bad(0, "the root of the hash tree has %d bytes of information, expected 8", length);
        } else if (!DirectoryHash.isKnown(version)) {
            bad(0, "the hash tree has the hash version %d, expected 0 to 2", version);
        } else if ((u8(block, ROOT_INFO + 7) & 1) != 0) {
            bad(0, "the root of the hash tree has flags that no reader knows");
        } else if (levels > mostLevels) {
            bad(0, "the hash tree has %d levels of nodes, expected %d at most", levels, mostLevels);
        } else {
            hash = DirectoryHash.of(version, subject.superblock().details());
            list(block, 0, ROOT_INFO + ROOT_INFO_BYTES, levels, 0, END_OF_HASHES);
            coverage();
        }
    }

    /**
     * A list of hashes and blocks.
     *
     * @param levels how many more of them are between it and the names
     * @param from the first hash that leads here
     * @param to the first that does not any more; odd if it may still
     */
    private void list(ByteBuffer block, long fileBlock, int at, int levels, long from, long to)
            throws IOException {
        int limit = u16(block, at);
        int count = u16(block, at + 2);
        int room = (blockSizeBytes - at - tailBytes) / ENTRY_BYTES;
        if (limit != room) {
            bad(fileBlock, "the hash list has %d places, expected %d", limit, room);
            return;
        }
        if (count == 0 || count > limit) {
            bad(fileBlock, "the hash list has %d entries, expected 1 to %d", count, limit);
            return;
        }
        long first = from;
        for (int i = 0; i < count; i++) {
            int entry = at + i * ENTRY_BYTES;
            long next = i + 1 < count ? u32(block, entry + ENTRY_BYTES) : to;
            if (next < first || next > to) {
                bad(
                        fileBlock,
                        "hash 0x%08x of entry %d is not from 0x%08x to 0x%08x",
                        next,
                        i + 1,
                        first,
                        to);
                return;
            }
            child(fileBlock, u32(block, entry + 4) & BLOCK_MASK, levels, first, next);
            first = next;
        }
    }

    private void child(long fileBlock, long child, int levels, long from, long to)
            throws IOException {
        if (child == 0 || child >= sizeBlocks) {
            bad(
                    fileBlock,
                    "the hash list leads to file block %d, expected 1 to %d",
                    child,
                    sizeBlocks - 1);
            return;
        }
        int index = Math.toIntExact(child); // 28 bits
        if (covered.get(index)) {
            subject.findings()
                    .add(
                            Problem.INDEX_COVERAGE,
                            place(fileBlock),
                            "the hash list leads to file block %d, which another entry leads to"
                                    + " already",
                            child);
            return;
        }
        covered.set(index);
        ByteBuffer block = read(child);
        if (levels == 0) {
            leaf(block, child, from, to);
        } else if (!isOneUnusedEntry(entries(block))) {
            bad(child, "a node of the hash tree is not one unused entry");
        } else {
            list(block, child, NODE_LIST, levels - 1, from, to);
        }
    }

    private void leaf(ByteBuffer block, long fileBlock, long from, long to) {
        DirentBlock entries = entries(block);
        long least = from & ~1L;
        // An odd end means that names with that hash are in this block and in the next one.
        long most = (to & 1) == 0 ? to - 1 : to;
        while (entries.next()) {
            if (entries.inode() == 0 || entries.shortage().isPresent()) {
                continue;
            }
            long found = hash.of(entries.name().toBytes());
            if (found < least || found > most) {
                subject.findings()
                        .add(
                                Problem.HASH_OUT_OF_RANGE,
                                place(fileBlock).offset(entries.offsetBytes()),
                                "'%s' has the hash 0x%08x, but this block is for 0x%08x to 0x%08x",
                                entries.name(),
                                found,
                                least,
                                most);
            }
        }
    }

    private static DirentBlock entries(ByteBuffer block) {
        DirentBlock entries = new DirentBlock();
        entries.start(MemorySegment.ofBuffer(block));
        return entries;
    }

    private boolean isOneUnusedEntry(DirentBlock entries) {
        return entries.next() && entries.inode() == 0 && entries.recLen() == blockSizeBytes;
    }

    /** Blocks to which no list leads, if none of the lists is missing. */
    private void coverage() {
        if (broken) {
            return;
        }
        for (long at = covered.nextClearBit(0); at < sizeBlocks; ) {
            subject.findings()
                    .add(
                            Problem.INDEX_COVERAGE,
                            place(at),
                            "no entry of the hash tree leads to the block");
            at = covered.nextClearBit(Math.toIntExact(at + 1)); // below 2^22
        }
    }

    private ByteBuffer read(long fileBlock) throws IOException {
        if (map.getBlock(fileBlock, 1) instanceof Mapping.Mapped mapped) {
            return subject.blocks().read(mapped.diskBlock(), BlockUse.DATA);
        }
        throw new IllegalStateException("a hole in a directory that is whole");
    }

    private void bad(long fileBlock, String text, Object... values) {
        broken = true;
        subject.findings().add(Problem.BAD_INDEX, place(fileBlock), text, values);
    }

    private Place place(long fileBlock) {
        return Place.directory(directory).fileBlock(fileBlock);
    }

    private static int u8(ByteBuffer block, int at) {
        return Byte.toUnsignedInt(block.get(at));
    }

    private static int u16(ByteBuffer block, int at) {
        return Short.toUnsignedInt(block.getShort(at));
    }

    private static long u32(ByteBuffer block, int at) {
        return Integer.toUnsignedLong(block.getInt(at));
    }
}
