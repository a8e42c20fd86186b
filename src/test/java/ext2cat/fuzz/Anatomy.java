// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import ext2cat.device.ChannelDevice;
import ext2cat.disk.FileType;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.InodeBlock;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Inode;
import ext2cat.volume.JournalUse;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.InodeScan;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Where things lie in a sound image, found by reading it: what a change is aimed at, and which
 * files it touches.
 */
final class Anatomy {

    private static final int SUPERBLOCK_AT = 1024;
    private static final int SUPERBLOCK_BYTES = 1024;
    private static final int INODE_BYTES = 128;
    private static final int BLOCK_AREA_AT = 40;
    private static final int BLOCK_AREA_BYTES = 60;
    private static final int ENTRY_HEADER_BYTES = 8;
    private static final long JOURNAL_INODE = 8;

    /** Even offsets at which something stands, by what it is. */
    private final Map<Place, List<Integer>> places = new EnumMap<>(Place.class);

    /** What each regular file is read by: blocks, and its inode by the byte. */
    private final List<Footprint> files = new ArrayList<>();

    private final List<Integer> inodes = new ArrayList<>();
    private final BitSet shared = new BitSet();
    private final byte[] image;
    private final int blockBytes;

    /**
     * The bytes that a file is read by.
     *
     * @param inode its number
     * @param blocks its data and its map
     * @param inodeAt where its inode begins
     * @param inodeBytes how long that is
     */
    record Footprint(long inode, BitSet blocks, int inodeAt, int inodeBytes) {}

    Anatomy(byte[] image) throws IOException {
        this.image = image;
        try (Volume volume =
                Volume.open(
                        ChannelDevice.of("sound", new SeekableInMemoryByteChannel(image)),
                        OpenOptions.DEFAULT.withJournal(JournalUse.IGNORE))) {
            blockBytes = volume.blockSizeBytes();
            add(Place.SUPERBLOCK, SUPERBLOCK_AT, SUPERBLOCK_BYTES);
            for (long group = 0; group < volume.layout().groupsCount(); group++) {
                group(volume, group);
            }
            InodeScan.scan(volume, this::inode, (_, _) -> {});
        }
        add(Place.ANYTHING, 0, image.length);
        places.values().removeIf(List::isEmpty);
    }

    /** What lies there, by kind. */
    Map<Place, List<Integer>> places() {
        return places;
    }

    /** The regular files in use. */
    List<Footprint> files() {
        return files;
    }

    int blockBytes() {
        return blockBytes;
    }

    /**
     * Whether a file of a mutant is said to have more bytes than that. What reads it takes long
     * then, with reason.
     */
    boolean hasLargeFile(long mostBytes) {
        for (int at : inodes) {
            long size = word(at + 4) | word(at + 108) << 32;
            if (size < 0 || size > mostBytes) {
                return true;
            }
        }
        return false;
    }

    private long word(int at) {
        return (image[at] & 0xff | (image[at + 1] & 0xff) << 8 | (image[at + 2] & 0xff) << 16)
                        & 0xffffffffL
                | (image[at + 3] & 0xffL) << 24;
    }

    /** Whether a change of these bytes may change how every file is read. */
    boolean isShared(int at, int length) {
        return at < SUPERBLOCK_AT + SUPERBLOCK_BYTES && at + length > SUPERBLOCK_AT
                || touches(shared, at, length);
    }

    /** Whether it may change how a file is read. */
    boolean touches(Footprint file, int at, int length) {
        return at < file.inodeAt + file.inodeBytes && at + length > file.inodeAt
                || touches(file.blocks, at, length);
    }

    private boolean touches(BitSet blocks, int at, int length) {
        int next = blocks.nextSetBit(at / blockBytes);
        return length > 0 && next >= 0 && next <= (at + length - 1) / blockBytes;
    }

    private void group(Volume volume, long group) throws IOException {
        GroupDescriptor descriptor = volume.groupDescriptor(group);
        int index = Math.toIntExact(volume.layout().descriptorBlock(group));
        shared.set(index);
        add(
                Place.DESCRIPTOR,
                index * blockBytes + volume.layout().descriptorOffsetBytes(group),
                volume.superblock().descriptorSizeBytes());
        addBlock(Place.BITMAP, descriptor.blockBitmap());
        addBlock(Place.BITMAP, descriptor.inodeBitmap());
    }

    private void inode(Inode inode) throws IOException {
        if (inode.disk().mode() == 0 && inode.number() != JOURNAL_INODE) {
            return;
        }
        Volume volume = inode.volume();
        long group = volume.layout().groupOfInode(inode.number());
        int size = volume.superblock().inodeSizeBytes();
        int at =
                Math.toIntExact(
                        (volume.groupDescriptor(group).inodeTable()
                                                + volume.layout().inodeTableBlock(inode.number()))
                                        * blockBytes
                                + volume.layout().inodeOffsetBytes(inode.number()));
        inodes.add(at);
        add(Place.INODE, at, INODE_BYTES);
        add(Place.BLOCK_AREA, at + BLOCK_AREA_AT, BLOCK_AREA_BYTES);
        add(Place.XATTR, at + INODE_BYTES, size - INODE_BYTES);
        for (InodeBlock own : inode.ownBlocks()) {
            addBlock(Place.XATTR, own.diskBlock());
        }
        BitSet blocks = new BitSet();
        inode.walkMap(new PassedNodes(0), new Blocks(inode, blocks));
        if (inode.number() == JOURNAL_INODE) {
            shared.or(blocks);
            shared.set(at / blockBytes);
        }
        boolean isFile = inode.type() == FileType.REGULAR;
        if (isFile && inode.number() > JOURNAL_INODE && inode.disk().links() > 0) {
            files.add(new Footprint(inode.number(), blocks, at, size));
        }
    }

    private void addBlock(Place place, long block) {
        if ((block + 1) * blockBytes <= image.length) {
            add(place, Math.toIntExact(block * blockBytes), blockBytes);
        }
    }

    private void add(Place place, int at, int length) {
        List<Integer> list = places.computeIfAbsent(place, _ -> new ArrayList<>());
        for (int offset = at; offset + 1 < Math.min(at + length, image.length); offset += 2) {
            if (image[offset] != 0 || image[offset + 1] != 0) {
                list.add(offset);
            }
        }
    }

    private final class Blocks implements MapVisitor {

        private final Inode inode;
        private final BitSet blocks;

        Blocks(Inode inode, BitSet blocks) {
            this.inode = inode;
            this.blocks = blocks;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long count) {
            each(
                    diskBlock,
                    count,
                    block -> {
                        blocks.set(block);
                        if (inode.isDirectory()) {
                            directory(block * blockBytes);
                        } else if (inode.number() == JOURNAL_INODE) {
                            journal(block);
                        }
                    });
        }

        @Override
        public boolean node(NodeRef node) {
            addBlock(Place.MAP, node.diskBlock());
            blocks.set(Math.toIntExact(node.diskBlock()));
            return true;
        }

        @Override
        public void damage(MapDamage damage) {}

        private void each(long first, long count, IntConsumer block) {
            for (long i = first; i < first + count && (i + 1) * blockBytes <= image.length; i++) {
                block.accept((int) i);
            }
        }

        /** Heads of entries: the number, rec_len, name_len and the type. */
        private void directory(int from) {
            int at = from;
            while (at + ENTRY_HEADER_BYTES <= from + blockBytes) {
                add(Place.DIRECTORY, at, ENTRY_HEADER_BYTES);
                int recLen = image[at + 4] & 0xff | (image[at + 5] & 0xff) << 8;
                if (recLen < ENTRY_HEADER_BYTES) {
                    break;
                }
                at += recLen;
            }
            add(Place.DIRECTORY, from + 24, 40); // the root of a hash tree
        }

        /** A block that begins with the magic number of a log. */
        private void journal(int block) {
            int at = block * blockBytes;
            if ((image[at] & 0xff) == 0xc0 && (image[at + 1] & 0xff) == 0x3b) {
                addBlock(Place.JOURNAL, block);
            }
        }
    }
}
