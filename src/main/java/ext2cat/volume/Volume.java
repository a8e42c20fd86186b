// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.DeviceSubmitter;
import ext2cat.bio.EndReason;
import ext2cat.bio.destination.SegmentDestination;
import ext2cat.device.BlockDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.InodeFormat;
import ext2cat.disk.Superblock;
import ext2cat.image.ImageOpener;
import ext2cat.journal.Replay;
import ext2cat.map.BlockRange;
import ext2cat.map.BufferCache;
import ext2cat.volume.path.ImagePath;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ext2, ext3 or ext4 file system on a device, opened for reading.
 *
 * <p>Several threads may use one, and its files, at the same time. What a file is read by, a
 * channel of it or a {@link TreeWalk}, belongs to one thread unless it says otherwise.
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
    private final GroupTables groups;
    private final ChecksumVerifier verifier;
    private final Optional<Replay> replay;

    /**
     * A file system.
     *
     * @param superblock the verified superblock
     * @param warnings what a reader should know of the device
     * @param replay what the device has from the journal
     * @throws CorruptImageException if its checksum is wrong, and that is damage
     */
    Volume(
            BlockDevice device,
            Superblock superblock,
            OpenOptions options,
            List<String> warnings,
            Optional<Replay> replay)
            throws CorruptImageException {
        this.replay = replay;
        this.device = device;
        this.superblock = superblock;
        this.layout = GroupLayout.of(superblock);
        this.inodeFormat = InodeFormat.of(superblock);
        this.submitter =
                options.observer().apply(new DeviceSubmitter(device, superblock.blockSizeBytes()));
        this.cache = newBufferCache(submitter);
        this.verifier = new ChecksumVerifier(superblock, options.wrongChecksums(), warnings);
        this.groups = new GroupTables(superblock, layout, cache, verifier);
        verifier.superblock();
    }

    /**
     * Opens an image: a file of any file system of Java's, or a block device. One that is
     * compressed is expanded into a temporary file; one that is cut off or damaged is opened as far
     * as it goes, and {@link #warnings} says so.
     *
     * @param image the path of the image
     * @return the open file system
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws java.nio.file.AccessDeniedException if it may not be read
     * @throws CorruptImageException if it is no such image, or its superblock makes no sense
     * @throws ext2cat.disk.UnsupportedFeatureException if it uses what this reader does not know
     * @throws IOException as {@link ImageOpener#open(Path)}
     */
    public static Volume open(Path image) throws IOException {
        return VolumeOpener.open(ImageSource.of(image), OpenOptions.DEFAULT);
    }

    /**
     * Opens the image that a channel gives, which may be compressed, too.
     *
     * @param image is closed with the volume, also when this throws; nobody else may move its
     *     position meanwhile
     * @param name what messages call the image
     * @return the open file system
     * @throws IOException as {@link #open(Path)}
     */
    public static Volume open(SeekableByteChannel image, String name) throws IOException {
        return VolumeOpener.open(ImageSource.of(image, name), OpenOptions.DEFAULT);
    }

    /**
     * Opens the file system that begins at the device's first byte, by its primary superblock.
     *
     * @param device is closed with the volume; also when this throws
     * @return the open file system
     * @throws IOException as {@link #open(BlockDevice, OpenOptions)}
     */
    public static Volume open(BlockDevice device) throws IOException {
        return open(device, OpenOptions.DEFAULT);
    }

    /**
     * Opens the file system that begins at the device's first byte.
     *
     * @param device is closed with the volume; also when this throws
     * @param options which superblock to take, who sees the reads, and which features are accepted
     * @return the open file system
     * @throws CorruptImageException if there is none, or its superblock makes no sense
     * @throws ext2cat.disk.UnsupportedFeatureException if it uses what this reader does not know
     */
    public static Volume open(BlockDevice device, OpenOptions options) throws IOException {
        return VolumeOpener.open(new ImageSource(device, List.of()), options);
    }

    /** {@return what was replayed of the journal, a sentence, if anything was} */
    public Optional<String> replaySummary() {
        return replay.map(Replay::summary);
    }

    /**
     * {@return the superblock by which {@link #open} would open, as it lies there: nothing of it is
     * verified but its magic number, and no feature is refused}
     *
     * @param device is not closed
     * @param options say which superblock it is
     * @throws CorruptImageException if there is none
     */
    public static Superblock superblockOf(BlockDevice device, OpenOptions options)
            throws IOException {
        return SuperblockSearch.unverified(device, options);
    }

    /** {@return the device that it lies on} */
    public BlockDevice device() {
        return device;
    }

    /** {@return the superblock by which it was opened, verified} */
    public Superblock superblock() {
        return superblock;
    }

    /** {@return where things are} */
    public GroupLayout layout() {
        return layout;
    }

    /** {@return the size of a block in bytes} */
    public int blockSizeBytes() {
        return superblock.blockSizeBytes();
    }

    /** {@return log2 of the size of a block in bytes} */
    public int blockBits() {
        return Integer.numberOfTrailingZeros(superblock.blockSizeBytes());
    }

    /** {@return what takes every read of this volume but that of the superblock} */
    public BioSubmitter submitter() {
        return submitter;
    }

    /** {@return the metadata blocks that were read} */
    public BufferCache cache() {
        return cache;
    }

    /** {@return the blocks that pointers may name} */
    public BlockRange blockRange() {
        return new BlockRange(superblock.firstDataBlock(), superblock.blocksCount());
    }

    /**
     * {@return a cache of this volume's blocks that knows nothing yet}
     *
     * @param submitter carries the reads out
     */
    public BufferCache newBufferCache(BioSubmitter submitter) {
        return new BufferCache(submitter, blockSizeBytes(), BUFFER_CACHE_BYTES);
    }

    /**
     * {@return what a reader should be told before trusting what he reads, a sentence each} Wrong
     * checksums of what was read meanwhile are at the end.
     */
    public List<String> warnings() {
        return verifier.warnings();
    }

    /**
     * {@return the root directory}
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
     * {@return the inode with that number, in use or not (ext2_iget)}
     *
     * @param number from 1
     * @throws CorruptImageException if there is none, or it makes no sense
     */
    public Inode inode(long number) throws IOException {
        byte[] raw = groups.inode(number);
        verifier.inode(number, raw);
        Inode inode = new Inode(this, DiskInode.of(raw, number, inodeFormat));
        inode.disk().verify(superblock);
        return inode;
    }

    /**
     * {@return the inode with that number as it is on disk, whatever it holds: it is not verified}
     *
     * @param number from 1
     * @throws CorruptImageException if there is none
     */
    public Inode peek(long number) throws IOException {
        return new Inode(this, DiskInode.of(groups.inode(number), number, inodeFormat));
    }

    /**
     * {@return the type of a file that a directory names: {@code UNKNOWN} if its inode is not in
     * use, if its mode has no type that exists, or if it cannot be read} Its checksum is verified
     * when the inode itself is asked for.
     *
     * @param number the inode's number
     */
    public FileType typeOf(long number) {
        try {
            return DiskInode.typeInUse(groups.inode(number));
        } catch (IOException _) {
            return FileType.UNKNOWN; // whoever asks for the inode learns why
        }
    }

    /**
     * Verifies the checksum of a block of an inode. A wrong one is one of the {@link #warnings}.
     *
     * @param use a node of extents, extended attributes, or data: a block of a directory or a value
     * @param inode whose block it is
     * @param place the number of the block on disk; of data, in the file
     * @param bytes all its bytes
     * @throws CorruptImageException if it is wrong, and that is {@linkplain
     *     OpenOptions.WrongChecksums damage}
     */
    public void verify(BlockUse use, Inode inode, long place, byte[] bytes)
            throws CorruptImageException {
        verifier.block(use, inode, place, bytes);
    }

    /**
     * Reads adjacent blocks of metadata that are looked at once, so past the cache.
     *
     * @param diskBlock the first of them
     * @param blocks how many, at least 1
     * @param use what they hold
     * @param into takes the bytes; has room for all blocks
     * @throws IOException if they cannot be read
     */
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
     * {@return the descriptor of a group}
     *
     * @param group 0 to {@code layout().groupsCount() - 1}
     * @throws IOException if the block that holds it cannot be read
     */
    public GroupDescriptor groupDescriptor(long group) throws IOException {
        return groups.descriptor(group);
    }

    /**
     * {@return the bytes of the descriptor of a group, as they lie on disk}
     *
     * @param group 0 to {@code layout().groupsCount() - 1}
     * @throws IOException if the block that holds it cannot be read
     */
    public byte[] descriptorBytes(long group) throws IOException {
        return groups.descriptorBytes(group);
    }

    /**
     * {@return whether the device has the descriptor of a group; else it ends before that}
     *
     * @param group from 0
     */
    public boolean hasGroupDescriptor(long group) {
        return !isCutOff(groups.descriptorBlock(group));
    }

    /**
     * {@return whether the device ends before the end of that block of the file system}
     *
     * @param diskBlock a block's number in the file system
     */
    public boolean isCutOff(long diskBlock) {
        return diskBlock >= device.sizeBytes() >> blockBits();
    }

    /**
     * {@return the file that a path leads to; a symlink at its end is followed}
     *
     * @param path names divided by {@code /}, from the root; a name may be spelled as {@link
     *     ext2cat.disk.FileName#toString} spells it
     * @throws java.nio.file.NoSuchFileException if a part of the path is not there
     * @throws java.nio.file.NotDirectoryException if a part that should lead on is no directory
     * @throws java.nio.file.FileSystemLoopException if it takes more than 40 symlinks
     * @throws CorruptImageException if what leads there is damaged
     */
    public Inode lookup(String path) throws IOException {
        return ImagePath.typed(path).lookup(this);
    }

    /**
     * {@return the file that a path leads to, if there is one} Whatever else keeps {@link
     * #lookup(String)} from finding it is thrown.
     *
     * @param path as for {@link #lookup(String)}
     * @throws IOException as {@link #lookup(String)}, unless the file is not there
     */
    public Optional<Inode> find(String path) throws IOException {
        try {
            return Optional.of(lookup(path));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        }
    }

    /**
     * {@return the files of a tree, a directory before what it holds: the file that the path leads
     * to, and what lies below it} Symlinks below it are not followed. The files come as they lie in
     * their directories, and memory grows with the depth of the tree only.
     *
     * <p>Where something is damaged, the stream throws an {@link java.io.UncheckedIOException} with
     * the reason as its cause; {@link TreeWalk} goes on instead. Close the stream when it is not
     * read to its end; after that it gives nothing more.
     *
     * @param path as for {@link #lookup(String)}
     * @param depth how many levels below the path are visited: 0 for the file alone, {@link
     *     Integer#MAX_VALUE} for all
     * @throws IOException as {@link #lookup(String)}
     */
    public Stream<TreeEntry> walk(String path, int depth) throws IOException {
        return TreeStream.of(this, ImagePath.typed(path).locate(this), depth);
    }

    @Override
    public void close() throws IOException {
        device.close();
    }

    /** The name of the image. */
    @Override
    public String toString() {
        return device.name();
    }
}
