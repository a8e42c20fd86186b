// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.dirent.DirentCursor;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/**
 * Reads the entries of a directory in the order in which they lie there, {@code .} and {@code ..}
 * among them (ext2_readdir), or those of one name (ext2_find_entry). A directory with a hash index
 * is read the same way: its tables look like unused entries.
 *
 * <p>When {@link #next} or {@link #find} throws, the next call goes on after what is damaged: an
 * entry, the rest of a block, a block, or a hole. After 64 damaged blocks it throws once more, and
 * the directory is at its end.
 *
 * <p>A size that is no multiple of the block is told by {@link #sizeFlaw}, and hides nothing: the
 * directory goes on to the end of its last block, and further as far as its map has blocks in a
 * row. So does one of no bytes, which has not even room for {@code .} and {@code ..}.
 */
public final class DirectoryReader {

    private final DirectoryBlocks blocks;
    private final DirentCursor cursor;

    /**
     * A reader that stands before the first entry.
     *
     * @param directory an inode of any type
     * @throws NotDirectoryException if the inode is none
     * @throws CorruptImageException if its size makes no sense
     */
    public DirectoryReader(Inode directory) throws IOException {
        if (!directory.isDirectory()) {
            throw new NotDirectoryException("inode " + directory.number());
        }
        Superblock superblock = directory.volume().superblock();
        boolean typed = superblock.features().has(IncompatFeature.FILETYPE);
        this.blocks =
                directory.disk().isInline()
                        ? InlineDirectory.of(directory.disk(), typed)
                        : new MappedDirectory(directory);
        this.cursor =
                directory.disk().isEncrypted()
                        ? DirentCursor.ofEncrypted(
                                superblock, directory.number(), EncryptedNames.of(directory))
                        : DirentCursor.of(superblock, directory.number());
    }

    /** {@return what is odd about the directory's size, if anything is} */
    public Optional<CorruptImageException> sizeFlaw() {
        return blocks.sizeFlaw();
    }

    /**
     * Goes to the next entry in use.
     *
     * @return false at the end of the directory
     * @throws CorruptImageException if an entry makes no sense, or blocks are missing
     */
    public boolean next() throws IOException {
        while (true) {
            try {
                if (cursor.next()) {
                    return true;
                }
            } catch (CorruptImageException e) {
                if (cursor.isBroken()) {
                    blocks.blockIsDamaged();
                }
                throw e;
            }
            switch (blocks.next(cursor)) {
                case BLOCK -> {}
                case HOLE -> throw blocks.hole();
                case END -> {
                    return false;
                }
            }
        }
    }

    /**
     * Goes to the next entry in use that has a name; of others nothing is asked, and no hole hides
     * one.
     *
     * @param name the bytes that the whole name must have
     * @return false at the end of the directory
     * @throws CorruptImageException if the entry, or a block that may hide one, makes no sense
     */
    public boolean find(FileName name) throws IOException {
        while (!cursor.find(name)) {
            if (blocks.next(cursor) == DirectoryBlocks.Step.END) {
                return false;
            }
        }
        return true;
    }

    /** {@return the entry at hand} */
    public DirentCursor entry() {
        return cursor;
    }
}
