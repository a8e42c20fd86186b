// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.Superblock;
import ext2cat.disk.checksum.Checksum;
import ext2cat.disk.checksum.MetadataChecksums;
import ext2cat.volume.OpenOptions.WrongChecksums;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the checksums of what a volume reads. Linux gives nothing of a structure whose checksum
 * is wrong (EFSBADCRC). Here it is read all the same, with one warning, unless the options ask for
 * Linux's way. For several threads.
 */
final class ChecksumVerifier {

    /** Warnings that are kept: an image may have a wrong checksum in each of its inodes. */
    private static final int MOST_WARNINGS = 100;

    private final MetadataChecksums checksums;
    private final WrongChecksums wrong;
    private final Set<String> warnings;
    private final int mostWarnings;

    /** With the warnings of what was opened before. */
    ChecksumVerifier(Superblock superblock, WrongChecksums wrong, List<String> warnings) {
        this.checksums = MetadataChecksums.of(superblock);
        this.wrong = wrong;
        this.warnings = new LinkedHashSet<>(warnings);
        this.mostWarnings = warnings.size() + MOST_WARNINGS;
    }

    /** Those, and what was found wrong so far, the oldest first. */
    synchronized List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    void superblock() throws CorruptImageException {
        if (wrong == WrongChecksums.UNSEEN) {
            return;
        }
        Optional<String> unknown = checksums.unknownType();
        if (unknown.isPresent()) {
            wrong("superblock: " + unknown.get());
        }
        verify("superblock", -1, checksums.superblock());
    }

    void descriptor(long group, byte[] descriptor) throws CorruptImageException {
        if (wrong != WrongChecksums.UNSEEN) {
            verify("descriptor of group ", group, checksums.descriptor(group, descriptor));
        }
    }

    void inode(long number, byte[] raw) throws CorruptImageException {
        if (wrong != WrongChecksums.UNSEEN) {
            verify("inode ", number, checksums.inode(number, raw));
        }
    }

    /**
     * A block that an inode has.
     *
     * @param use data for a block of a directory or the value of an attribute
     * @param place the number of the block on disk; of a block of a directory, in the directory
     */
    void block(BlockUse use, Inode inode, long place, byte[] bytes) throws CorruptImageException {
        if (wrong == WrongChecksums.UNSEEN) {
            return;
        }
        String where = "";
        Optional<Checksum> checksum = Optional.empty();
        if (use.isMap()) {
            checksum = checksums.of(inode.disk()).extents(bytes);
            where = "extents in block ";
        } else if (use.kind() == BlockUse.Kind.XATTR) {
            checksum = checksums.xattrBlock(place, bytes);
            where = "extended attributes in block ";
        } else if (inode.disk().has(InodeFlag.EA_INODE)) {
            checksum = Optional.of(checksums.value(inode.disk(), bytes));
            where = "the value of an attribute in file block ";
        } else if (inode.isDirectory()) {
            checksum =
                    checksums
                            .of(inode.disk())
                            .directory(bytes, place, inode.disk().has(InodeFlag.INDEX));
            where = "file block ";
        }
        if (isWrong(checksum)) {
            wrong("inode %d, %s%d: %s".formatted(inode.number(), where, place, checksum.get()));
        }
    }

    private void verify(String what, long number, Optional<Checksum> checksum)
            throws CorruptImageException {
        if (isWrong(checksum)) {
            wrong(what + (number < 0 ? "" : Long.toString(number)) + ": " + checksum.get());
        }
    }

    private static boolean isWrong(Optional<Checksum> checksum) {
        return checksum.isPresent() && !checksum.get().isRight();
    }

    private synchronized void wrong(String sentence) throws CorruptImageException {
        if (wrong == WrongChecksums.DAMAGE) {
            throw new CorruptImageException(sentence);
        }
        if (warnings.size() < mostWarnings) {
            warnings.add(sentence);
        } else if (!warnings.contains(sentence)) {
            warnings.add("there are more wrong checksums, which check lists");
        }
    }
}
