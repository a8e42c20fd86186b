// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.Features;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.SuperblockDetails;
import ext2cat.disk.checksum.Checksum;
import ext2cat.map.numbers.NumberSet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Pass 5: the bitmaps against what is in use, and the counts against the bitmaps. If not everything
 * in use could be seen, what is marked without a user is not told.
 */
final class BitmapPass {

    /** EXT2_VALID_FS: unmounted cleanly. */
    private static final int STATE_VALID = 1;

    private final Subject subject;
    private final GroupLayout layout;
    private final boolean allSeen;

    /** Whether it was unmounted. Until then, Linux need not write the sums. */
    private final boolean unmounted;

    private boolean allCounted = true;
    private long freeBlocks;
    private long freeInodes;
    private long storedFreeBlocks;
    private long storedFreeInodes;

    BitmapPass(Subject subject) {
        this.subject = subject;
        this.layout = subject.layout();
        this.allSeen = subject.findings().hasAll(Loss.BLOCKS);
        this.unmounted =
                (subject.superblock().details().state() & STATE_VALID) != 0
                        && !subject.superblock().features().has(IncompatFeature.NEEDS_RECOVERY);
    }

    /** Compares all groups that can be read, then the sums. */
    void run() throws IOException {
        subject.groups(this::group);
        if (allCounted && allSeen) {
            sums();
        }
    }

    private void group(long group, GroupDescriptor descriptor) throws IOException {
        storedFreeBlocks += descriptor.freeBlocks();
        storedFreeInodes += descriptor.freeInodes();
        Features features = subject.superblock().features();
        Optional<ByteBuffer> blocks =
                descriptor.isBlockBitmapUninitialised(features)
                        ? Optional.of(bitmapOfMetadata(group))
                        : bitmap(group, "block bitmap", descriptor.blockBitmap());
        if (blocks.isPresent()) {
            if (!descriptor.isBlockBitmapUninitialised(features)) {
                checksum(
                        group,
                        "block bitmap",
                        descriptor.blockBitmap(),
                        subject.checksums()
                                .blockBitmap(
                                        subject.volume().descriptorBytes(group),
                                        bytes(blocks.get())));
            }
            clusters(group, blocks.get(), descriptor.freeBlocks());
        }
        Optional<ByteBuffer> inodes =
                descriptor.isInodeBitmapUninitialised(features)
                        ? Optional.of(paddedBitmap(layout.inodesPerGroup()))
                        : bitmap(group, "inode bitmap", descriptor.inodeBitmap());
        if (inodes.isPresent()) {
            if (!descriptor.isInodeBitmapUninitialised(features)) {
                checksum(
                        group,
                        "inode bitmap",
                        descriptor.inodeBitmap(),
                        subject.checksums()
                                .inodeBitmap(
                                        subject.volume().descriptorBytes(group),
                                        bytes(inodes.get())));
            }
            inodes(group, inodes.get(), descriptor);
        }
    }

    private void checksum(long group, String what, long block, Optional<Checksum> checksum) {
        subject.checksum(Problem.BITMAP_CHECKSUM, Place.group(group).onDisk(block), what, checksum);
    }

    private static byte[] bytes(ByteBuffer bitmap) {
        byte[] bytes = new byte[bitmap.capacity()];
        bitmap.get(0, bytes);
        return bytes;
    }

    /**
     * What an uninitialised bitmap of blocks stands for: only the metadata of the group is used.
     */
    private ByteBuffer bitmapOfMetadata(long group) {
        ByteBuffer bitmap = paddedBitmap(clustersIn(group));
        long first = layout.firstBlock(group);
        for (int at = 0; at < layout.blocksIn(group); at++) {
            if (subject.claims().isMetadata(first + at)) {
                mark(bitmap, at / subject.superblock().clusterBlocks());
            }
        }
        return bitmap;
    }

    /** A bitmap in which nothing is marked but the bits that stand for nothing. */
    private ByteBuffer paddedBitmap(long count) {
        ByteBuffer bitmap =
                ByteBuffer.allocate(subject.volume().blockSizeBytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int at = (int) count; at < bitmap.capacity() * Byte.SIZE; at++) {
            mark(bitmap, at);
        }
        return bitmap;
    }

    private static void mark(ByteBuffer bitmap, int bit) {
        bitmap.put(bit >> 3, (byte) (bitmap.get(bit >> 3) | 1 << (bit & 7)));
    }

    private Optional<ByteBuffer> bitmap(long group, String what, long block) {
        if (subject.volume().blockRange().contains(block, 1)) {
            try {
                return Optional.of(subject.blocks().read(block, BlockUse.BITMAP));
            } catch (IOException e) {
                subject.unreadable(
                        Place.group(group).onDisk(block),
                        "the " + what + ", block " + block + ", cannot be read",
                        e);
            }
        }
        allCounted = false;
        return Optional.empty();
    }

    /** How many clusters a group has; the last one may reach beyond its end. */
    private long clustersIn(long group) {
        int cluster = subject.superblock().clusterBlocks();
        return (layout.blocksIn(group) + cluster - 1) / cluster;
    }

    private void clusters(long group, ByteBuffer bitmap, long storedFree) {
        long first = subject.claims().cluster(layout.firstBlock(group));
        long count = clustersIn(group);
        NumberSet used = subject.claims().used();
        String what = subject.superblock().clusterBlocks() > 1 ? "cluster" : "block";
        Runs runs = new Runs(group, what, Problem.BLOCK_NOT_MARKED, Problem.BLOCK_MARKED, first);
        long free = 0;
        for (int at = 0; at < count; at += Long.SIZE) {
            long mask = count - at >= Long.SIZE ? -1L : (1L << count - at) - 1;
            long marked = bitmap.getLong(at / Byte.SIZE) & mask;
            long expected = used.word64(first + at) & mask;
            free += Long.bitCount(~marked & mask);
            runs.word(at, marked, expected);
        }
        runs.end();
        padding(group, what, bitmap, count);
        freeBlocks += free;
        count(Problem.FREE_BLOCKS_COUNT, group, "blocks", storedFree, free);
    }

    private void inodes(long group, ByteBuffer bitmap, GroupDescriptor descriptor) {
        long first = layout.firstInode(group);
        long count = layout.inodesPerGroup();
        boolean seen = !subject.lostGroups().contains(group);
        Runs runs = new Runs(group, "inode", Problem.INODE_NOT_MARKED, Problem.INODE_MARKED, first);
        long free = 0;
        long directories = 0;
        for (int at = 0; at < count; at += Long.SIZE) {
            long mask = count - at >= Long.SIZE ? -1L : (1L << count - at) - 1;
            long marked = bitmap.getLong(at / Byte.SIZE) & mask;
            free += Long.bitCount(~marked & mask);
            directories += Long.bitCount(subject.directories().word64(first + at) & marked);
            if (seen) {
                runs.word(at, marked, expectedInodes(first + at, Math.min(Long.SIZE, count - at)));
            }
        }
        runs.end();
        padding(group, "inode", bitmap, count);
        freeInodes += free;
        count(Problem.FREE_INODES_COUNT, group, "inodes", descriptor.freeInodes(), free);
        if (seen && descriptor.usedDirs() != directories) {
            subject.findings()
                    .add(
                            Problem.USED_DIRECTORIES_COUNT,
                            Place.group(group),
                            "used_dirs_count is %d, but the bitmap marks %d directories",
                            descriptor.usedDirs(),
                            directories);
        }
    }

    private long expectedInodes(long first, long count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            long inode = first + i;
            if (subject.isReserved(inode) || subject.inodes().isUsed(inode)) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    private void count(Problem problem, long group, String what, long stored, long counted) {
        if (stored != counted) {
            subject.findings()
                    .add(
                            problem,
                            Place.group(group),
                            "free_%s_count is %d, but %d are free in the bitmap",
                            what,
                            stored,
                            counted);
        }
    }

    private void padding(long group, String what, ByteBuffer bitmap, long count) {
        for (long at = count; at < (long) bitmap.capacity() * Byte.SIZE; at++) {
            if ((bitmap.get((int) (at >> 3)) & 1 << (at & 7)) == 0) {
                subject.findings()
                        .add(
                                Problem.BITMAP_PADDING,
                                Place.group(group),
                                "bit %d of the %s bitmap, which stands for no %s, is not set",
                                at,
                                what,
                                what);
                return;
            }
        }
    }

    private void sums() {
        Superblock superblock = subject.superblock();
        SuperblockDetails details = superblock.details();
        sum(
                Problem.FREE_BLOCKS_COUNT,
                "blocks",
                details.freeBlocksCount(),
                freeBlocks * superblock.clusterBlocks(),
                storedFreeBlocks * superblock.clusterBlocks());
        sum(
                Problem.FREE_INODES_COUNT,
                "inodes",
                details.freeInodesCount(),
                freeInodes,
                storedFreeInodes);
    }

    private void sum(Problem problem, String what, long stored, long free, long ofGroups) {
        if (stored != free || stored != ofGroups) {
            subject.findings()
                    .add(
                            unmounted ? problem : Problem.STALE_SUM,
                            Place.SUPERBLOCK,
                            "free_%s_count is %d, but the groups count %d, and %d are free in the"
                                    + " bitmaps",
                            what,
                            stored,
                            ofGroups,
                            free);
        }
    }

    /** Joins neighbours that are wrong in the same way into one finding. */
    private final class Runs {

        private final long group;
        private final String what;
        private final Problem notMarked;
        private final Problem marked;
        private final long base;
        private Problem problem;
        private long first;
        private long last;

        Runs(long group, String what, Problem notMarked, Problem marked, long base) {
            this.group = group;
            this.what = what;
            this.notMarked = notMarked;
            this.marked = marked;
            this.base = base;
            this.problem = notMarked;
            this.first = -1;
        }

        void word(int at, long found, long expected) {
            for (long wrong = found ^ expected; wrong != 0; wrong &= wrong - 1) {
                int bit = Long.numberOfTrailingZeros(wrong);
                bit(base + at + bit, (found >>> bit & 1) != 0 ? marked : notMarked);
            }
        }

        private void bit(long number, Problem kind) {
            if (first >= 0 && number == last + 1 && kind == problem) {
                last = number;
                return;
            }
            end();
            first = number;
            last = number;
            problem = kind;
        }

        void end() {
            if (first >= 0 && (allSeen || problem == notMarked)) {
                subject.findings()
                        .add(
                                problem,
                                what.equals("inode")
                                        ? Place.group(group).ofInode(first)
                                        : Place.group(group)
                                                .onDisk(subject.claims().firstBlock(first)),
                                "%s %s, but %s in the bitmap",
                                first == last
                                        ? what + " " + first
                                        : what + "s " + first + " to " + last,
                                problem == notMarked
                                        ? first == last ? "is in use" : "are in use"
                                        : first == last ? "is not in use" : "are not in use",
                                problem == notMarked ? "free" : "marked");
            }
            first = -1;
        }
    }
}
