// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.run.OpenLog;
import ext2cat.inspect.GroupParts;
import ext2cat.inspect.MetadataKind;
import ext2cat.journal.LogTransaction;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * What blocks in a log are, as far as that can be told without a walk through all maps: metadata of
 * groups by its place, and what has a form by its first bytes.
 */
final class LoggedContents {

    private static final int EXTENT_MAGIC = 0xF30A;
    private static final int XATTR_MAGIC = 0xEA020000;

    /** The first entry of a directory: after the number a rec_len of 12, one byte of a name. */
    private static final int DOT_REC_LEN = 12;

    private final Volume volume;
    private final OpenLog log;
    private final Map<Long, GroupParts.Part> parts = new HashMap<>();

    private LoggedContents(Volume volume, OpenLog log) {
        this.volume = volume;
        this.log = log;
    }

    static LoggedContents of(Volume volume, OpenLog log) throws IOException {
        LoggedContents contents = new LoggedContents(volume, log);
        NumberSet logged = new NumberSet();
        for (LogTransaction transaction : log.transactions()) {
            for (LogTransaction.LogItem item : transaction.items()) {
                if (item instanceof LogTransaction.Data data
                        && volume.layout().blocksCount() > data.diskBlock()
                        && data.diskBlock() >= 0) {
                    logged.add(data.diskBlock());
                }
            }
        }
        for (long group = 0;
                group < volume.layout().groupsCount() && volume.hasGroupDescriptor(group);
                group++) {
            for (GroupParts.Part part :
                    GroupParts.of(volume, group, volume.groupDescriptor(group))) {
                contents.add(part, logged);
            }
        }
        return contents;
    }

    private void add(GroupParts.Part part, NumberSet logged) {
        long first = Math.max(0, part.blocks().first());
        long end = first + part.blocks().count();
        for (long block = logged.next(first);
                block >= 0 && block < end;
                block = logged.next(block + 1)) {
            parts.putIfAbsent(block, part);
        }
    }

    /** What a block is, in words; empty if that is not known. */
    String of(LogTransaction.Data data) throws IOException {
        GroupParts.Part part = parts.get(data.diskBlock());
        return part == null ? form(log.index().read(data)) : text(data.diskBlock(), part);
    }

    private String text(long block, GroupParts.Part part) {
        String group = " of group " + part.group();
        if (part.kind() == MetadataKind.INODE_TABLE) {
            long perBlock = volume.layout().inodesPerBlock();
            long first =
                    volume.layout().firstInode(part.group())
                            + (block - part.blocks().first()) * perBlock;
            return "inodes %d to %d".formatted(first, first + perBlock - 1);
        }
        return part.kind() == MetadataKind.SUPERBLOCK
                ? part.kind().label()
                : part.kind().label() + group;
    }

    private static String form(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if ((words.getShort(0) & 0xFFFF) == EXTENT_MAGIC) {
            return "extents";
        }
        if (words.getInt(0) == XATTR_MAGIC) {
            return "attributes";
        }
        boolean dot =
                words.getShort(4) == DOT_REC_LEN
                        && words.get(6) == 1
                        && words.get(8) == '.'
                        && words.get(9) == 0;
        return dot ? "directory of inode " + Integer.toUnsignedString(words.getInt(0)) : "";
    }
}
