// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.Xattr;
import ext2cat.disk.XattrReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Checks extended attributes, in inodes and in blocks. Inodes with the same attributes share one
 * block, which counts them; so the counts are compared when all inodes have been seen.
 */
final class XattrCheck {

    private static final int MAGIC_BYTES = 4;
    private static final int BLOCK_HEADER_BYTES = 32;
    private static final int REFCOUNT = 4;
    private static final int BLOCK_HASH = 12;
    private static final int ENTRY_BYTES = 16;
    private static final int ENTRY_HASH = 12;
    private static final int GOOD_OLD_INODE_BYTES = 128;

    private final Subject subject;
    private final NumberMap users = new NumberMap();
    private final NumberMap storedUsers = new NumberMap();

    XattrCheck(Subject subject) {
        this.subject = subject;
    }

    /** Checks the attributes of an inode; how many blocks it has for them. */
    int check(DiskInode inode, InodeFields fields) throws IOException {
        inInode(inode, fields);
        long block = inode.fileAclBlock();
        if (block == 0) {
            return 0;
        }
        Place place = Place.inode(inode.number());
        if (!subject.volume().blockRange().contains(block, 1)) {
            subject.findings()
                    .add(
                            Problem.BAD_XATTRS,
                            place,
                            "file_acl is block %d, which is outside the file system (blocks %s)",
                            block,
                            subject.volume().blockRange());
            return 0;
        }
        if (!subject.superblock().features().has(CompatFeature.EXT_ATTR)) {
            return 0; // told as a field that is not 0
        }
        if (users.get(block) == 0) {
            claim(place, block);
            inBlock(inode, block);
        }
        users.increment(block);
        return 1;
    }

    /** Compares the counts of users. */
    void finish() {
        for (long block : users.sortedKeys()) {
            long stored = storedUsers.get(block);
            if (stored != 0 && stored - 1 != users.get(block)) {
                subject.findings()
                        .add(
                                Problem.XATTR_REFERENCES,
                                Place.block(block),
                                "the block of extended attributes says that it has %d users, but"
                                        + " it has %d",
                                stored - 1,
                                users.get(block));
            }
        }
    }

    private void claim(Place place, long block) {
        if (subject.claims().isMetadata(block)) {
            subject.findings()
                    .add(
                            Problem.BLOCK_IN_METADATA,
                            place.onDisk(block),
                            "file_acl is block %d, which is metadata of the file system",
                            block);
        } else {
            subject.claims().claim(block);
        }
    }

    private void inInode(DiskInode inode, InodeFields fields) {
        Place place = Place.inode(inode.number());
        try {
            List<Xattr> xattrs = XattrReader.inInode(inode);
            int at = fields.at() + GOOD_OLD_INODE_BYTES + inode.extraSizeBytes() + MAGIC_BYTES;
            for (Xattr xattr : xattrs) {
                int stored = fields.table().getInt(at + ENTRY_HASH);
                if (stored != 0) { // not every system stores one
                    entryHash(place, xattr, stored);
                }
                at += entryBytes(xattr);
            }
        } catch (CorruptImageException e) {
            subject.findings().add(Problem.BAD_XATTRS, place, e);
        }
    }

    private void inBlock(DiskInode inode, long block) {
        Place place = Place.inode(inode.number()).inBlock("extended attributes in block", block);
        try {
            ByteBuffer bytes = subject.blocks().read(block, BlockUse.XATTR);
            storedUsers.put(block, 1 + Integer.toUnsignedLong(bytes.getInt(REFCOUNT)));
            List<Xattr> xattrs =
                    XattrReader.inBlock(
                            MemorySegment.ofArray(bytes.array()), block, inode.number());
            int[] hashes = new int[xattrs.size()];
            boolean right = true;
            int at = BLOCK_HEADER_BYTES;
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = bytes.getInt(at + ENTRY_HASH);
                right &= entryHash(place, xattrs.get(i), hashes[i]);
                at += entryBytes(xattrs.get(i));
            }
            int stored = bytes.getInt(BLOCK_HASH); // 0 from systems that share no blocks
            if (right && stored != 0 && stored != XattrHash.ofBlock(hashes)) {
                wrongHash(place, "the block", stored, XattrHash.ofBlock(hashes));
            }
        } catch (CorruptImageException e) {
            subject.findings().add(Problem.BAD_XATTRS, place, e);
        } catch (IOException e) {
            subject.unreadable(place, "cannot be read: " + e.getMessage());
        }
    }

    /** Checks the hash of an attribute; whether it is right. */
    private boolean entryHash(Place place, Xattr xattr, int stored) {
        byte[] name = xattr.name().toBytes();
        byte[] value = xattr.value();
        boolean right = XattrHash.isOfEntry(stored, name, value);
        if (!right) {
            wrongHash(place, xattr.fullName(), stored, XattrHash.ofEntry(name, value, 0xff));
        }
        return right;
    }

    private void wrongHash(Place place, String what, int stored, int expected) {
        subject.findings()
                .add(
                        Problem.XATTR_HASH,
                        place,
                        "%s has the hash 0x%08x, expected 0x%08x",
                        what,
                        stored,
                        expected);
    }

    private static int entryBytes(Xattr xattr) {
        return ENTRY_BYTES + xattr.name().length() + 3 & ~3;
    }
}
