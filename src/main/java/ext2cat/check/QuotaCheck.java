// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.SuperblockDetails;
import ext2cat.map.numbers.NumberSet;
import ext2cat.mpage.Contents;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What users, groups and projects have, against what the files of quotas say.
 *
 * <p>Such a file has blocks of 1 KiB. The first begins with a magic number and version 1; the
 * second is the root of a tree of numbers of blocks, which a byte of the id selects at each of four
 * levels. Below are blocks of 14 entries of 72 bytes, after 16 bytes of header: the id, the limits,
 * and from byte 24 on inodes and from byte 48 on bytes in use.
 */
final class QuotaCheck {

    private static final int BLOCK_BYTES = 1024;
    private static final int TREE_LEVELS = 4;
    private static final int ENTRIES_START = 16;
    private static final int ENTRY_BYTES = 72;
    private static final int ENTRY_INODES = 24;
    private static final int ENTRY_SPACE = 48;
    private static final int SECTOR_BYTES = 512;

    /** What a kind of id has; of each id one more, since no number may be 0. */
    private static final class Usage {
        final String kind;
        final int magic;
        final long inode;
        final NumberMap inodes = new NumberMap();
        final NumberMap bytes = new NumberMap();
        final NumberMap told = new NumberMap();

        Usage(String kind, int magic, long inode) {
            this.kind = kind;
            this.magic = magic;
            this.inode = inode;
        }

        void add(long id, long newInodes, long newBytes) {
            if (inode != 0) {
                inodes.put(id + 1, inodes.get(id + 1) + newInodes);
                bytes.put(id + 1, bytes.get(id + 1) + newBytes);
            }
        }
    }

    private final Subject subject;
    private final Usage users;
    private final Usage groups;
    private final Usage projects;

    QuotaCheck(Subject subject) {
        this.subject = subject;
        SuperblockDetails details = subject.superblock().details();
        boolean any = subject.superblock().features().has(RoCompatFeature.QUOTA);
        this.users = new Usage("user", 0xd9c01f11, any ? details.userQuotaInode() : 0);
        this.groups = new Usage("group", 0xd9c01927, any ? details.groupQuotaInode() : 0);
        this.projects = new Usage("project", 0xd9c03f14, any ? details.projectQuotaInode() : 0);
    }

    /**
     * Counts an inode in use, which pays for the values of its attributes too.
     *
     * @param valueInodes how many values of its attributes have inodes of their own
     */
    void count(DiskInode inode, long valueInodes) {
        boolean counts =
                inode.number() == Superblock.ROOT_INODE
                        || inode.number() >= subject.superblock().firstInode();
        if (counts && !inode.has(InodeFlag.EA_INODE) && !subject.isHidden(inode.number())) {
            long bytes = inode.allocatedSectors() * SECTOR_BYTES;
            users.add(inode.uid(), 1 + valueInodes, bytes);
            groups.add(inode.gid(), 1 + valueInodes, bytes);
            projects.add(inode.projectId().orElse(0L), 1 + valueInodes, bytes);
        }
    }

    /** Compares; it makes no sense if not all inodes could be read. */
    void run() {
        compare(users);
        compare(groups);
        compare(projects);
    }

    private void compare(Usage usage) {
        if (usage.inode == 0) {
            return;
        }
        try {
            Contents file = subject.volume().inode(usage.inode).contents();
            ByteBuffer head = block(file, 0);
            if (head.getInt(0) != usage.magic || head.getInt(4) != 1) {
                wrong(
                        usage,
                        "it begins with 0x%08x and version %d, expected 0x%08x and 1",
                        head.getInt(0),
                        head.getInt(4),
                        usage.magic);
                return;
            }
            tree(usage, file, new NumberSet(), 1, TREE_LEVELS);
            for (long key : usage.inodes.sortedKeys()) {
                if (usage.told.get(key) == 0) {
                    compare(usage, key - 1, 0, 0);
                }
            }
        } catch (IOException e) {
            wrong(usage, "it cannot be read: %s", e.getMessage());
        }
    }

    /** Follows each block once, four levels deep. */
    private void tree(Usage usage, Contents file, NumberSet visited, long number, int levels)
            throws IOException {
        if (number >= file.sizeBytes() / BLOCK_BYTES) {
            wrong(usage, "block %d of the tree lies after its end", number);
            return;
        }
        if (!visited.add(number)) {
            return;
        }
        ByteBuffer block = block(file, number);
        if (levels == 0) {
            entries(usage, block);
            return;
        }
        for (int at = 0; at < BLOCK_BYTES; at += Integer.BYTES) {
            if (block.getInt(at) != 0) {
                tree(usage, file, visited, Integer.toUnsignedLong(block.getInt(at)), levels - 1);
            }
        }
    }

    private void entries(Usage usage, ByteBuffer block) {
        for (int at = ENTRIES_START; at + ENTRY_BYTES <= BLOCK_BYTES; at += ENTRY_BYTES) {
            boolean used = false;
            for (int i = 0; i < ENTRY_BYTES; i += Long.BYTES) {
                used |= block.getLong(at + i) != 0;
            }
            if (used) {
                compare(
                        usage,
                        Integer.toUnsignedLong(block.getInt(at)),
                        block.getLong(at + ENTRY_INODES),
                        block.getLong(at + ENTRY_SPACE));
            }
        }
    }

    private void compare(Usage usage, long id, long inodes, long bytes) {
        usage.told.put(id + 1, 1);
        if (inodes != usage.inodes.get(id + 1) || bytes != usage.bytes.get(id + 1)) {
            wrong(
                    usage,
                    "%s %d has %d inodes and %d bytes by it, but %d and %d by the inodes",
                    usage.kind,
                    id,
                    inodes,
                    bytes,
                    usage.inodes.get(id + 1),
                    usage.bytes.get(id + 1));
        }
    }

    private void wrong(Usage usage, String text, Object... values) {
        subject.findings()
                .add(
                        Problem.QUOTA_USAGE,
                        Place.inode(usage.inode),
                        "the file of %s quotas: %s",
                        usage.kind,
                        text.formatted(values));
    }

    private static ByteBuffer block(Contents file, long number) throws IOException {
        byte[] bytes = new byte[BLOCK_BYTES];
        file.read(number * BLOCK_BYTES, MemorySegment.ofArray(bytes));
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
