// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;

/**
 * Walks the sound entries of a directory, block by block: {@link #start} for each block, then
 * {@link #next} until it answers false. What is wrong is thrown, and the next call goes on after
 * it: after the entry, if that leads to no file or no file can have its name, or at the end of the
 * block, if the next entry cannot be found ({@link DirentBlock#broken}).
 */
public final class DirentCursor {

    private final long directoryInode;
    private final Superblock superblock;
    private final boolean typed;
    private final @Nullable NokeyNames nokeyNames;
    private final DirentBlock block = new DirentBlock();

    private long fileBlock;
    private boolean brokenIsTold;

    private DirentCursor(
            Superblock superblock, long directoryInode, @Nullable NokeyNames nokeyNames) {
        this.nokeyNames = nokeyNames;
        this.directoryInode = directoryInode;
        this.superblock = superblock;
        this.typed = superblock.features().has(IncompatFeature.FILETYPE);
    }

    /**
     * {@return a cursor for the directory with that inode}
     *
     * @param superblock a verified superblock
     * @param directoryInode the directory's inode number, for messages
     */
    public static DirentCursor of(Superblock superblock, long directoryInode) {
        return new DirentCursor(superblock, directoryInode, null);
    }

    /**
     * {@return a cursor for an encrypted directory}
     *
     * @param superblock a verified superblock
     * @param directoryInode the directory's inode number, for messages
     * @param names how its names are shown
     */
    public static DirentCursor ofEncrypted(
            Superblock superblock, long directoryInode, NokeyNames names) {
        return new DirentCursor(superblock, directoryInode, names);
    }

    /**
     * Copies a block and stands before its first entry.
     *
     * @param contents the block, 64 KiB at most
     * @param fileBlock its number in the directory
     */
    public void start(MemorySegment contents, long fileBlock) {
        block.start(contents);
        this.fileBlock = fileBlock;
        brokenIsTold = false;
    }

    /**
     * Goes to the next entry in use.
     *
     * @return false if there is none in this block
     * @throws CorruptImageException if an entry on the way makes no sense
     */
    public boolean next() throws CorruptImageException {
        while (nextSlot()) {
            if (inode() != 0) {
                verify();
                return true;
            }
        }
        return false;
    }

    /**
     * Goes to the next entry, in use or not, whatever it leads to.
     *
     * @return false at the end of the block
     * @throws CorruptImageException if the rest of the block cannot be followed
     */
    public boolean nextSlot() throws CorruptImageException {
        if (block.next()) {
            return true;
        }
        verifyChain();
        return false;
    }

    /**
     * Goes to the next entry in use that has a name (ext2_find_entry). No other one is judged.
     *
     * @param name the bytes that the whole name must have
     * @return false if no further entry of the block has the name
     * @throws CorruptImageException if the entry makes no sense, or if the block may hide one
     */
    public boolean find(FileName name) throws CorruptImageException {
        boolean isFound =
                nokeyNames == null || name.isDotOrDotDot() ? block.find(name) : findShown(name);
        if (isFound) {
            verify();
            return true;
        }
        verifyChain();
        return false;
    }

    private boolean findShown(FileName name) {
        while (block.next()) {
            if (inode() != 0 && hasName(name)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the rest of the block cannot be followed, which was thrown} */
    public boolean isBroken() {
        return brokenIsTold;
    }

    /** {@return the inode's number of this entry, 0 for an unused one} */
    public long inode() {
        return block.inode();
    }

    /**
     * {@return what the entry says of the file's type; {@code UNKNOWN} in an image without the
     * feature}
     */
    public FileType fileType() {
        return FileType.ofDirent(typeByte());
    }

    /** {@return the name; of an encrypted one what is shown without a key} */
    public FileName name() {
        return nokeyNames == null ? block.name() : nokeyNames.of(block);
    }

    /**
     * {@return whether the entry has this name; makes no copy unless names are encrypted}
     *
     * @param name the bytes that the whole name must have
     */
    public boolean hasName(FileName name) {
        return nokeyNames == null ? block.hasName(name) : name().equals(name);
    }

    /** {@return whether it is {@code .} or {@code ..}} */
    public boolean isDotOrDotDot() {
        return block.isDotOrDotDot();
    }

    /** {@return the entry as a value of its own} */
    public Dirent dirent() {
        return new Dirent(inode(), fileType(), name());
    }

    /** {@return where the entry begins in its block, in bytes} */
    public int offsetBytes() {
        return block.offsetBytes();
    }

    /** {@return the length of the entry in bytes, room after the name included} */
    public int recLen() {
        return block.recLen();
    }

    /** {@return whether the entry says of which type the file is, rightly or not} */
    public boolean tellsType() {
        return typeByte() != 0;
    }

    /**
     * {@return what is to be said if this entry has another type than its inode, which is of that
     * one}
     *
     * @param type the type that the inode says
     */
    public CorruptImageException wrongType(FileType type) {
        return corrupt(
                offsetBytes(),
                "'%s' has the type %d, expected %d: inode %d is a %s",
                shown(),
                typeByte(),
                type.direntValue(),
                inode(),
                type.label());
    }

    /**
     * Checks that this entry, which is in use, can be the name of a file.
     *
     * @throws CorruptImageException if it cannot
     */
    public void verify() throws CorruptImageException {
        if (block.shortage().isPresent()) {
            throw corrupt(offsetBytes(), "%s", block.shortage().get());
        }
        boolean isMisplaced = isDotOrDotDot() && (fileBlock > 0 || block.index() > 1);
        if (isMisplaced || !hasLegalName()) {
            throw corrupt(
                    offsetBytes(), "no file can have the name '%s' (inode %d)", shown(), inode());
        }
        if (!superblock.mayBeNamed(inode())) {
            throw corrupt(
                    offsetBytes(),
                    "'%s' leads to inode %d, expected a number up to %d that is not reserved",
                    shown(),
                    inode(),
                    superblock.inodesCount());
        }
    }

    private boolean hasLegalName() {
        return nokeyNames == null ? block.hasLegalName() : nokeyNames.isLegal(block);
    }

    private void verifyChain() throws CorruptImageException {
        if (block.broken().isPresent() && !brokenIsTold) {
            brokenIsTold = true;
            throw corrupt(block.brokenAtBytes(), "%s", block.broken().get());
        }
    }

    private int typeByte() {
        return typed ? block.typeByte() : 0;
    }

    private String shown() {
        return name().toString().replace("/", "\\x2f");
    }

    private CorruptImageException corrupt(int offsetBytes, String what, Object... values) {
        String where =
                "directory inode %d, file block %d, offset 0x%x"
                        .formatted(directoryInode, fileBlock, offsetBytes);
        return CorruptImageException.at(where, what, values);
    }
}
