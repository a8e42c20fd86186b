// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeBlock;
import ext2cat.disk.InodeTime;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.disk.Xattr;
import ext2cat.disk.xattr.InlineData;
import ext2cat.map.BufferCache;
import ext2cat.map.FileMap;
import ext2cat.map.MapVisitor;
import ext2cat.map.PassedNodes;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.DirectoryEntries;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file of a volume: what the inode says, and how its contents are read. It has no name;
 * directories have names for it.
 *
 * <p>Two are equal if they are the same inode of the same open volume. Several threads may read one
 * at the same time.
 */
public final class Inode {

    private final Volume volume;
    private final DiskInode disk;

    /**
     * An inode that was decoded already.
     *
     * @param volume the file system that has it
     * @param disk what it says
     */
    public Inode(Volume volume, DiskInode disk) {
        this.volume = volume;
        this.disk = disk;
    }

    /** {@return the inode's number} */
    public long number() {
        return disk.number();
    }

    /** {@return the inode as it lies on disk} */
    public DiskInode disk() {
        return disk;
    }

    /** {@return the type of the file} */
    public FileType type() {
        return disk.fileType();
    }

    /** {@return whether it is a directory} */
    public boolean isDirectory() {
        return type() == FileType.DIRECTORY;
    }

    /** {@return the size of the contents in bytes} */
    public long sizeBytes() {
        return disk.sizeBytes();
    }

    /**
     * {@return who may do what with it; set-user-ID, set-group-ID and sticky are in {@link
     * DiskInode}}
     */
    public Set<PosixFilePermission> permissions() {
        PosixFilePermission[] all =
                PosixFilePermission.values(); // from r of the owner to x of others
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((disk.permissions() >> all.length - 1 - i & 1) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    /** {@return the number of its user: 32 bits, 0 for root (i_uid)} */
    public long owner() {
        return disk.uid();
    }

    /** {@return the number of its group (i_gid)} */
    public long group() {
        return disk.gid();
    }

    /** {@return when the contents changed last (i_mtime)} */
    public Instant modifiedTime() {
        return disk.times().of(InodeTime.MTIME);
    }

    /** {@return when the contents were read last, as far as that was written down (i_atime)} */
    public Instant accessTime() {
        return disk.times().of(InodeTime.ATIME);
    }

    /** {@return when the inode changed last (i_ctime)} */
    public Instant changeTime() {
        return disk.times().of(InodeTime.CTIME);
    }

    /**
     * {@return the extended attributes, those in the inode before those in its block}
     *
     * @throws CorruptImageException if some make no sense
     */
    public List<Xattr> xattrs() throws IOException {
        return Xattrs.of(this, Inode::refuse);
    }

    /**
     * {@return the entries of a directory in the order of their names, without {@code .} and {@code
     * ..}} The paths of the entries begin at this directory, as if it were the root.
     *
     * @throws java.nio.file.NotDirectoryException if it is none
     * @throws CorruptImageException if a part of the directory is damaged; a {@link TreeWalk} gives
     *     the other entries
     */
    public List<TreeEntry> list() throws IOException {
        DirectoryEntries entries =
                new DirectoryEntries(TreePath.ROOT, this, TreeWalk.Order.NAME, Inode::refuse);
        List<TreeEntry> list = new ArrayList<>();
        for (Optional<TreeEntry> next = entries.next(); next.isPresent(); next = entries.next()) {
            list.add(next.get());
        }
        return list;
    }

    private static void refuse(Damage.Part part, IOException damage) throws IOException {
        throw damage;
    }

    /**
     * {@return a channel over the contents, at their beginning} It may be used by several threads,
     * which share its position; each channel has its own.
     *
     * @throws java.nio.file.FileSystemException if the file has no contents: it is a directory, a
     *     device, a pipe or a socket
     * @throws IOException as {@link #getBlock}
     */
    public SeekableByteChannel newByteChannel() throws IOException {
        return new InodeChannel(this);
    }

    /**
     * {@return a stream of the contents}
     *
     * @throws IOException as {@link #newByteChannel}
     */
    public InputStream newInputStream() throws IOException {
        return Channels.newInputStream(newByteChannel());
    }

    /**
     * Reads bytes at a position into the buffer's remaining room: as many as there are and fit.
     * Zeros are read where the file has a hole.
     *
     * @param position in bytes from the beginning of the file
     * @param target takes as many bytes as it has room for, if the file has them
     * @return how many bytes were read; -1 if the position is not before the end of the file
     * @throws IndexOutOfBoundsException if the position is negative
     * @throws IOException if a block cannot be mapped or read, when the buffer's room holds
     *     anything; or as {@link #newByteChannel}
     */
    public int read(long position, ByteBuffer target) throws IOException {
        return new InodeChannel(this).read(position, target);
    }

    /**
     * {@return all of the contents}
     *
     * @throws java.nio.file.FileSystemException if no array can hold them; {@link #transferTo} has
     *     no limit
     * @throws IOException as {@link #read(long, ByteBuffer)}
     */
    public byte[] readAllBytes() throws IOException {
        return new InodeChannel(this).readAllBytes();
    }

    /**
     * Writes all of the contents, with zeros for holes; the stream is not closed or flushed.
     *
     * @param target takes the bytes; it is not closed
     * @return how many bytes that are
     * @throws IOException as {@link #read(long, ByteBuffer)}, when all before the failure was
     *     written; or if the stream fails
     */
    public long transferTo(OutputStream target) throws IOException {
        return new InodeChannel(this).transferTo(Channels.newChannel(target));
    }

    /** {@return the volume that it lies in} */
    public Volume volume() {
        return volume;
    }

    /**
     * {@return whether the inode has a map at all: devices, and symlinks whose target lies in the
     * inode, do not, nor does an inode that was never used}
     */
    public boolean hasMap() {
        return disk.hasMap();
    }

    /**
     * {@return the file's map}
     *
     * @throws ext2cat.disk.UnsupportedFeatureException if the contents have a form that is not
     *     known
     */
    public FileMap map() throws IOException {
        return map(volume.cache());
    }

    private FileMap map(BufferCache cache) throws IOException {
        return FileMap.of(disk, cache, volume.blockRange(), new ExtentsCheck(this));
    }

    /**
     * {@return what looks up blocks of the file, or has its contents if the inode has}
     *
     * @param cache reads and keeps the blocks of the map
     * @throws CorruptImageException if the size is more than a map can address
     * @throws ext2cat.disk.UnsupportedFeatureException if the contents have a form that is not
     *     known
     */
    public GetBlock getBlock(BufferCache cache) throws IOException {
        if (disk.isInline()) {
            return new InlineMap(inlineContents());
        }
        FileMap map = map(cache);
        long maxBytes = map.maxBlocks() << volume.blockBits();
        if (sizeBytes() < 0 || sizeBytes() > maxBytes) {
            throw new CorruptImageException(
                    "inode %d: size %s is more than the %d bytes that its map can address"
                            .formatted(number(), Long.toUnsignedString(sizeBytes()), maxBytes));
        }
        return map.getBlock();
    }

    /** {@return the blocks that it has beside those of its map, as far as they exist} */
    public List<InodeBlock> ownBlocks() {
        return disk.ownBlocks().stream()
                .filter(own -> volume.blockRange().contains(own.diskBlock(), 1))
                .toList();
    }

    /**
     * Goes through the file's map, if it {@linkplain #hasMap has} one, as one of many.
     *
     * @param passed the nodes that were entered so far
     * @param visitor takes the runs, the nodes and the damage
     * @throws ext2cat.disk.UnsupportedFeatureException if the contents have a form that is not
     *     known
     */
    public void walkMap(PassedNodes passed, MapVisitor visitor) throws IOException {
        if (hasMap()) {
            map().walk(passed, visitor);
        }
    }

    /**
     * {@return the file's bytes: what its map leads to, or for a short symlink what the inode
     * itself holds}
     *
     * @throws CorruptImageException if the size is more than a map can address
     * @throws ext2cat.disk.UnsupportedFeatureException if the contents have a form that is not
     *     known
     */
    public Contents contents() throws IOException {
        return contents(volume.submitter());
    }

    /**
     * {@return the file's bytes, as {@link #contents()}}
     *
     * @param submitter carries the reads of data out
     * @throws IOException as {@link #contents()}
     */
    public Contents contents(BioSubmitter submitter) throws IOException {
        if (disk.isEncrypted() && !isDirectory()) {
            throw new UnsupportedFeatureException(
                    "inode %d: its contents are encrypted, and there is no key"
                            .formatted(number()));
        }
        return stored(submitter);
    }

    /** The bytes as they lie there, encrypted or not. */
    Contents stored(BioSubmitter submitter) throws IOException {
        if (disk.isFastSymlink()) {
            return new InlineContents("inode " + number(), disk.fastSymlinkTarget());
        }
        if (disk.isInline()) {
            return inlineContents();
        }
        return Contents.ofBlocks(
                sizeBytes(), volume.blockBits(), getBlock(volume.cache()), submitter);
    }

    private Contents inlineContents() throws IOException {
        return new InlineContents("inode " + number(), InlineData.of(disk).contents());
    }

    /**
     * Reads a range of the contents into {@code destination}; the file's end cuts it short.
     *
     * @param startBytes the file offset of the first byte
     * @param endBytes the file offset after the last byte
     * @param destination takes the bytes
     * @throws IOException if a part cannot be read, or the destination fails
     * @see Contents#read
     */
    public void read(long startBytes, long endBytes, BioDestination destination)
            throws IOException {
        contents().read(startBytes, endBytes, destination);
    }

    /**
     * {@return the target of a symlink, bytes as they are stored: those before the first NUL, as
     * many as the size says (nd_terminate_link); of an encrypted one what Linux shows without a key
     * (fscrypt_get_symlink)}
     *
     * @throws CorruptImageException if it is empty, or longer than a path or a block can hold
     */
    public byte[] symlinkTarget() throws IOException {
        return SymlinkTarget.of(this);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Inode inode && volume == inode.volume && number() == inode.number();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number());
    }

    /** For messages, e.g. {@code inode 12 of disk.img (regular file of 1234 bytes)}. */
    @Override
    public String toString() {
        return "inode %d of %s (%s of %d bytes)"
                .formatted(number(), volume.device().name(), type().label(), sizeBytes());
    }
}
