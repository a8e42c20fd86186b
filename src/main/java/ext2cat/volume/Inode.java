// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.BioDestination;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.map.BlockMapper;
import ext2cat.map.BlockPath;
import ext2cat.map.BufferCache;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A file of a volume: what the inode says, and how its contents are read. */
public final class Inode {

    /** PATH_MAX of Linux, the NUL counted: no symlink can be longer. */
    private static final int PATH_MAX_BYTES = 4096;

    private final Volume volume;
    private final DiskInode disk;

    Inode(Volume volume, DiskInode disk) {
        this.volume = volume;
        this.disk = disk;
    }

    /** The inode's number. */
    public long number() {
        return disk.number();
    }

    /** The inode as it lies on disk. */
    public DiskInode disk() {
        return disk;
    }

    /** The type of the file. */
    public FileType type() {
        return disk.fileType();
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return type() == FileType.DIRECTORY;
    }

    /** The size of the contents in bytes. */
    public long sizeBytes() {
        return disk.sizeBytes();
    }

    /** The volume that it lies in. */
    public Volume volume() {
        return volume;
    }

    /**
     * The file's map.
     *
     * @param cache reads and keeps the indirect blocks
     * @throws CorruptImageException if the size is more than a map can address
     * @throws ext2cat.disk.UnsupportedFeatureException if the file is not mapped by blocks
     */
    public GetBlock getBlock(BufferCache cache) throws IOException {
        verifyIsBlockMapped();
        return new BlockMapper(number(), disk.blockPointers(), cache, volume.blockRange());
    }

    /**
     * The file's bytes: what its map leads to, or for a short symlink what the inode itself holds.
     *
     * @throws CorruptImageException if the size is more than a map can address
     * @throws ext2cat.disk.UnsupportedFeatureException if the file is not mapped by blocks
     */
    public Contents contents() throws IOException {
        if (disk.isFastSymlink()) {
            return new InlineContents("inode " + number(), disk.fastSymlinkTarget());
        }
        return Contents.ofBlocks(
                sizeBytes(), volume.blockBits(), getBlock(volume.cache()), volume.submitter());
    }

    /**
     * Reads a range of the contents into {@code destination}; the file's end cuts it short.
     *
     * @see Contents#read
     */
    public void read(long startBytes, long endBytes, BioDestination destination)
            throws IOException {
        contents().read(startBytes, endBytes, destination);
    }

    /**
     * The target of a symlink, bytes as they are stored: those before the first NUL, as many as the
     * size says (nd_terminate_link).
     *
     * @throws CorruptImageException if it is empty, or longer than a path or a block can hold
     */
    public byte[] symlinkTarget() throws IOException {
        Contents contents = contents();
        // Linux reads one block, and needs its last byte for a NUL.
        int most = Math.min(PATH_MAX_BYTES, volume.blockSizeBytes()) - 1;
        if (contents.sizeBytes() > most) {
            throw new CorruptImageException(
                    "symlink inode %d: a target of %d bytes, which is not from 1 to %d"
                            .formatted(number(), contents.sizeBytes(), most));
        }
        byte[] bytes = new byte[(int) contents.sizeBytes()]; // less than PATH_MAX_BYTES
        contents.read(0, MemorySegment.ofArray(bytes));
        byte[] target = beforeNul(bytes);
        if (target.length == 0) {
            throw new CorruptImageException(
                    "symlink inode %d: its target is empty".formatted(number()));
        }
        return target;
    }

    private static byte[] beforeNul(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }

    /**
     * Checks what must hold of an inode that a directory entry names (ext2_lookup).
     *
     * @throws CorruptImageException if it is deleted, or its mode has no type that exists
     */
    public void verifyInUse() throws CorruptImageException {
        if (disk.isDeleted()) {
            throw new CorruptImageException(
                    "inode %d: deleted (mode 0%o, links %d, dtime %d), but a directory has an entry for it"
                            .formatted(
                                    number(), disk.mode(), disk.links(), disk.deletionSeconds()));
        }
        if (type() == FileType.UNKNOWN) {
            throw new CorruptImageException(
                    "inode %d: mode 0%o has no file type that exists"
                            .formatted(number(), disk.mode()));
        }
    }

    private void verifyIsBlockMapped() throws IOException {
        disk.verifyIsBlockMapped();
        int pointerBits = volume.blockBits() - 2;
        long maxBytes = BlockPath.maxBlocks(pointerBits) << volume.blockBits();
        if (sizeBytes() < 0 || sizeBytes() > maxBytes) {
            throw new CorruptImageException(
                    "inode %d: size %s is more than the %d bytes that a block map can address"
                            .formatted(number(), Long.toUnsignedString(sizeBytes()), maxBytes));
        }
    }
}
