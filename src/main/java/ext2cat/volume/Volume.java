// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.DeviceSubmitter;
import ext2cat.bio.EndReason;
import ext2cat.bio.SegmentDestination;
import ext2cat.device.BlockDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.InodeFormat;
import ext2cat.disk.Superblock;
import ext2cat.map.BlockRange;
import ext2cat.map.BufferCache;
import ext2cat.map.BufferHead;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * An ext2 file system on a device, opened for reading.
 *
 * <p>May be used by several threads; each {@link Inode} by one at a time.
 */
public final class Volume implements Closeable {

    /** Metadata blocks kept, in bytes: enough for the paths of many trees, little for a heap. */
    private static final long BUFFER_CACHE_BYTES = 8 << 20;

    private final BlockDevice device;
    private final Superblock superblock;
    private final GroupLayout layout;
    private final InodeFormat inodeFormat;
    private final BioSubmitter submitter;
    private final BufferCache cache;
    private volatile InodeTable lastTable = new InodeTable(-1, -1);

    /** Where a group has its inode table. */
    private record InodeTable(long group, long firstBlock) {}

    private Volume(BlockDevice device, Superblock superblock, OpenOptions options) {
        this.device = device;
        this.superblock = superblock;
        this.layout = GroupLayout.of(superblock);
        this.inodeFormat = InodeFormat.of(superblock);
        this.submitter =
                options.observer().apply(new DeviceSubmitter(device, superblock.blockSizeBytes()));
        this.cache = newBufferCache(submitter);
    }

    /** Opens the file system that begins at the device's first byte, by its primary superblock. */
    public static Volume open(BlockDevice device) throws IOException {
        return open(device, OpenOptions.DEFAULT);
    }

    /**
     * Opens the file system that begins at the device's first byte.
     *
     * @param device is closed with the volume; also when this throws
     * @throws CorruptImageException if there is none, or its superblock makes no sense
     * @throws ext2cat.disk.UnsupportedFeatureException if it uses what this reader does not know
     */
    public static Volume open(BlockDevice device, OpenOptions options) throws IOException {
        try {
            return new Volume(device, SuperblockSearch.find(device, options), options);
        } catch (IOException | RuntimeException e) {
            device.close();
            throw e;
        }
    }

    /**
     * The superblock by which {@link #open} would open, as it lies there: nothing of it is verified
     * but its magic number, and no feature is refused.
     *
     * @param device is not closed
     * @throws CorruptImageException if there is none
     */
    public static Superblock superblockOf(BlockDevice device, OpenOptions options)
            throws IOException {
        return SuperblockSearch.unverified(device, options);
    }

    /** The device that it lies on. */
    public BlockDevice device() {
        return device;
    }

    /** The superblock by which it was opened, verified. */
    public Superblock superblock() {
        return superblock;
    }

    /** Where things are. */
    public GroupLayout layout() {
        return layout;
    }

    /** The size of a block in bytes. */
    public int blockSizeBytes() {
        return superblock.blockSizeBytes();
    }

    /** log2 of the size of a block in bytes. */
    public int blockBits() {
        return Integer.numberOfTrailingZeros(superblock.blockSizeBytes());
    }

    /** Takes every read of this volume but that of the superblock. */
    public BioSubmitter submitter() {
        return submitter;
    }

    /** The metadata blocks that were read. */
    public BufferCache cache() {
        return cache;
    }

    /** The blocks that pointers may name. */
    public BlockRange blockRange() {
        return new BlockRange(superblock.firstDataBlock(), superblock.blocksCount());
    }

    /**
     * A cache of this volume's blocks that knows nothing yet.
     *
     * @param submitter carries the reads out
     */
    public BufferCache newBufferCache(BioSubmitter submitter) {
        return new BufferCache(submitter, blockSizeBytes(), BUFFER_CACHE_BYTES);
    }

    /** What a reader should be told before trusting what he reads, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(superblock.features().warnings());
        long neededBytes = superblock.blocksCount() << blockBits();
        if (device.sizeBytes() < neededBytes) {
            warnings.add(
                    "the image is cut off: it has %d bytes, but its file system %d"
                            .formatted(device.sizeBytes(), neededBytes));
        }
        return warnings;
    }

    /**
     * The root directory.
     *
     * @throws CorruptImageException if it is none
     */
    public Inode root() throws IOException {
        Inode root = inode(Superblock.ROOT_INODE);
        if (!root.isDirectory()) {
            throw new CorruptImageException(
                    "inode %d, the root: mode 0%o is not that of a directory"
                            .formatted(root.number(), root.disk().mode()));
        }
        return root;
    }

    /**
     * The inode with that number, in use or not (ext2_iget).
     *
     * @throws CorruptImageException if there is none, or it makes no sense
     */
    public Inode inode(long number) throws IOException {
        Inode inode = peek(number);
        inode.disk().verify(superblock);
        return inode;
    }

    /**
     * The same, but as it lies there, whatever it holds.
     *
     * @throws CorruptImageException if there is none
     */
    public Inode peek(long number) throws IOException {
        byte[] raw = read(number, inodeFormat.inodeSizeBytes());
        return new Inode(this, DiskInode.of(raw, number, inodeFormat));
    }

    private byte[] read(long inode, int lengthBytes) throws IOException {
        layout.verifyInodeNumber(inode, "inode table");
        BufferHead buffer =
                cache.bread(
                        inodeTable(layout.groupOfInode(inode)) + layout.inodeTableBlock(inode),
                        BlockUse.INODE_TABLE,
                        0);
        return buffer.copy(layout.inodeOffsetBytes(inode), lengthBytes);
    }

    /**
     * The type of a file that a directory names: {@code UNKNOWN} if its inode is not in use, if its
     * mode has no type that exists, or if it cannot be read.
     */
    FileType typeOf(long number) {
        try {
            return DiskInode.typeInUse(read(number, DiskInode.BEGINNING_BYTES));
        } catch (IOException _) {
            return FileType.UNKNOWN; // whoever asks for the inode learns why
        }
    }

    /** The first block of a group's inode table; the inodes of a directory are often of one. */
    private long inodeTable(long group) throws IOException {
        InodeTable table = lastTable;
        if (table.group() != group) {
            GroupDescriptor descriptor = groupDescriptor(group);
            descriptor.verifyInodeTable(layout, group);
            table = new InodeTable(group, descriptor.inodeTable());
            lastTable = table;
        }
        return table.firstBlock();
    }

    /** Reads adjacent blocks of metadata that are looked at once, so past the cache. */
    public void readBlocks(long diskBlock, int blocks, BlockUse use, byte[] into)
            throws IOException {
        submitter.submit(
                new Bio(
                        diskBlock,
                        blocks,
                        Bio.Op.READ,
                        use,
                        List.of(new BioVec(0, blocks)),
                        blocks == 1 ? EndReason.SINGLE_BLOCK : EndReason.SIZE_LIMIT,
                        new SegmentDestination(MemorySegment.ofArray(into), 0)));
    }

    /**
     * The descriptor of a group.
     *
     * @param group 0 to {@code layout().groupsCount() - 1}
     */
    public GroupDescriptor groupDescriptor(long group) throws IOException {
        BufferHead buffer = cache.bread(descriptorBlockOf(group), BlockUse.GROUP_DESCRIPTORS, 0);
        return GroupDescriptor.decode(
                buffer.data(),
                layout.descriptorOffsetBytes(group),
                superblock.descriptorSizeBytes());
    }

    /** Whether the device has the descriptor of a group; else it ends before that. */
    public boolean hasGroupDescriptor(long group) {
        return !isCutOff(descriptorBlockOf(group));
    }

    private long descriptorBlockOf(long group) {
        return layout.descriptorBlock(group / layout.descriptorsPerBlock(), superblockGroup());
    }

    /** Whether the device ends before the end of that block of the file system. */
    public boolean isCutOff(long diskBlock) {
        return diskBlock >= device.sizeBytes() >> blockBits();
    }

    /** How many inodes the groups say are in use: a guess in a damaged image. */
    public long usedInodes() throws IOException {
        long used = superblock.inodesCount();
        for (long group = 0; group < layout.groupsCount(); group++) {
            used -= groupDescriptor(group).freeInodes();
        }
        return used;
    }

    /** The group of the superblock by which the volume was opened: its descriptors are used. */
    private long superblockGroup() {
        long group = superblock.blockGroupNumber();
        return group < layout.groupsCount() && layout.hasSuper(group) ? group : 0;
    }

    /**
     * The file that a path leads to; a symlink at its end is followed.
     *
     * @param path as typed by a user or read from a symlink; relative paths begin at the root
     * @throws java.nio.file.NoSuchFileException if a part of the path is not there
     * @throws java.nio.file.NotDirectoryException if a part that should lead on is no directory
     * @throws java.nio.file.FileSystemLoopException if it takes more than 40 symlinks
     */
    public Inode lookup(ImagePath path) throws IOException {
        return locate(path).inode();
    }

    /** The same, but a symlink at the end of the path is the answer. */
    public Inode lookupNoFollow(ImagePath path) throws IOException {
        return locateNoFollow(path).inode();
    }

    /** As {@link #lookup}, with the file's own place in the tree. */
    public Located locate(ImagePath path) throws IOException {
        return new PathWalk(this).follow(path);
    }

    /** As {@link #lookupNoFollow}, with the file's own place in the tree. */
    public Located locateNoFollow(ImagePath path) throws IOException {
        return new PathWalk(this).noFollow(path);
    }

    @Override
    public void close() throws IOException {
        device.close();
    }
}
