// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.Xattr;
import ext2cat.disk.XattrNamespace;
import ext2cat.disk.checksum.Checksum;
import ext2cat.disk.xattr.InlineData;
import ext2cat.disk.xattr.PosixAcl;
import ext2cat.disk.xattr.XattrReader;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private static final int VALUE_INODE = 4;
    private static final int VALUE_OFFSET = 2;
    private static final int END_MARK_BYTES = 4;
    private static final int GOOD_OLD_INODE_BYTES = 128;

    private static final Set<XattrNamespace> ACCESS_CONTROL =
            EnumSet.of(XattrNamespace.POSIX_ACL_ACCESS, XattrNamespace.POSIX_ACL_DEFAULT);

    private final Subject subject;
    private final NumberMap users = new NumberMap();
    private final NumberMap storedUsers = new NumberMap();
    private final NumberMap valueClusters = new NumberMap();
    private final NumberMap valueCounts = new NumberMap();
    private final ValueCheck valueInodes;

    /** What the attributes that were looked at have elsewhere. */
    private long clustersElsewhere;

    private long inodesElsewhere;

    /**
     * What an inode has for its attributes, shared or not.
     *
     * @param clusters of a block and of values
     * @param inodes that hold values
     */
    record Elsewhere(long clusters, long inodes) {}

    XattrCheck(Subject subject) {
        this.subject = subject;
        this.valueInodes = new ValueCheck(subject);
    }

    /** Checks the attributes of an inode; what it has for them. */
    Elsewhere check(DiskInode inode, InodeFields fields) throws IOException {
        clustersElsewhere = 0;
        inodesElsewhere = 0;
        inInode(inode, fields);
        long clusters = clustersElsewhere;
        long inodes = inodesElsewhere;
        long ofBlock = checkBlock(inode);
        return new Elsewhere(clusters + ofBlock, inodes + valueCounts.get(inode.fileAclBlock()));
    }

    /** How many clusters it has for attributes in a block. */
    private long checkBlock(DiskInode inode) throws IOException {
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
            clustersElsewhere = 0;
            inodesElsewhere = 0;
            inBlock(inode, block);
            valueClusters.put(block, clustersElsewhere);
            valueCounts.put(block, inodesElsewhere);
        }
        users.increment(block);
        return 1 + valueClusters.get(block);
    }

    /** Compares the counts of users; there may be more than were seen if inodes were lost. */
    void finish() {
        valueInodes.finish();
        boolean allSeen = subject.findings().hasAll(Loss.BLOCKS);
        for (long block : users.sortedKeys()) {
            long stored = storedUsers.get(block) - 1;
            if (stored >= 0
                    && (stored < users.get(block) || allSeen && stored > users.get(block))) {
                subject.findings()
                        .add(
                                Problem.XATTR_REFERENCES,
                                Place.block(block),
                                "the block of extended attributes says that it has %d users, but"
                                        + " it has %d",
                                stored,
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
            List<Xattr> xattrs =
                    XattrReader.storedInInode(inode, Xattrs.valuesOf(subject.volume()));
            if (inode.isInline() && xattrs.stream().noneMatch(InlineData::isTail)) {
                subject.findings()
                        .add(
                                Problem.BAD_XATTRS,
                                place,
                                "the contents are in the inode, but the attribute system.data,"
                                        + " which holds the end of them, is missing");
            }
            int first = GOOD_OLD_INODE_BYTES + inode.extraSizeBytes() + MAGIC_BYTES;
            values(place, fields.bytes(), first, first, xattrs);
            int at = first;
            for (Xattr xattr : xattrs) {
                int stored = fields.bytes().getInt(at + ENTRY_HASH);
                long valueInode = u32(fields.bytes(), at + VALUE_INODE);
                if (stored != 0 || valueInode != 0) { // not every system stores one
                    entryHash(place, inode, xattr, stored, valueInode);
                }
                at += entryBytes(xattr);
            }
        } catch (CorruptImageException e) {
            subject.findings().add(Problem.BAD_XATTRS, place, e);
        } catch (IOException e) {
            subject.unreadable(place, "cannot be read: " + e.getMessage(), e);
        }
    }

    private void inBlock(DiskInode inode, long block) {
        Place place = Place.inode(inode.number()).inBlock("extended attributes in block", block);
        try {
            ByteBuffer bytes = subject.blocks().read(block, BlockUse.XATTR);
            subject.checksum(
                    Problem.XATTR_CHECKSUM,
                    place,
                    "attributes",
                    subject.checksums().xattrBlock(block, bytes.array()));
            List<Xattr> xattrs =
                    XattrReader.inBlock(
                            MemorySegment.ofArray(bytes.array()),
                            block,
                            inode.number(),
                            Xattrs.valuesOf(subject.volume()));
            storedUsers.put(block, 1 + Integer.toUnsignedLong(bytes.getInt(REFCOUNT)));
            values(place, bytes, 0, BLOCK_HEADER_BYTES, xattrs);
            int[] hashes = new int[xattrs.size()];
            boolean right = true;
            int at = BLOCK_HEADER_BYTES;
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = bytes.getInt(at + ENTRY_HASH);
                long valueInode = u32(bytes, at + VALUE_INODE);
                right &= entryHash(place, inode, xattrs.get(i), hashes[i], valueInode);
                at += entryBytes(xattrs.get(i));
            }
            int stored = bytes.getInt(BLOCK_HASH); // 0 from systems that share no blocks
            if (right && stored != 0 && stored != XattrHash.ofBlock(hashes)) {
                wrongHash(place, "the block", stored, XattrHash.ofBlock(hashes));
            }
        } catch (CorruptImageException e) {
            subject.findings().add(Problem.BAD_XATTRS, place, e);
        } catch (IOException e) {
            subject.unreadable(place, "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the values lie after the names, none in another, and that access control lists
     * are some.
     *
     * @param base where values are counted from
     * @param first where the first name is
     */
    private void values(Place place, ByteBuffer bytes, int base, int first, List<Xattr> xattrs) {
        int namesEnd = first + END_MARK_BYTES;
        for (Xattr xattr : xattrs) {
            namesEnd += entryBytes(xattr);
        }
        BitSet taken = new BitSet();
        taken.set(0, namesEnd - base);
        int at = first;
        for (Xattr xattr : xattrs) {
            if (u32(bytes, at + VALUE_INODE) != 0) {
                at += entryBytes(xattr);
                continue;
            }
            int start = Short.toUnsignedInt(bytes.getShort(at + VALUE_OFFSET));
            int end = start + xattr.value().length; // within the block, as the reader found
            int overlap = taken.nextSetBit(start);
            if (overlap >= 0 && overlap < end) {
                subject.findings()
                        .add(
                                Problem.BAD_XATTRS,
                                place,
                                "the value of %s, bytes %d to %d, lies in names or another value",
                                xattr.fullName(),
                                start,
                                end - 1);
                return;
            }
            taken.set(start, end);
            accessControlList(place, xattr);
            at += entryBytes(xattr);
        }
    }

    private void accessControlList(Place place, Xattr xattr) {
        Optional<XattrNamespace> namespace = XattrNamespace.of(xattr.nameIndex());
        if (namespace.filter(ACCESS_CONTROL::contains).isPresent()) {
            try {
                PosixAcl.decode(xattr.value(), xattr.fullName());
            } catch (CorruptImageException e) {
                subject.findings().add(Problem.BAD_ACL, place, "%s", e.getMessage());
            }
        }
    }

    /**
     * Checks the hash of an attribute; whether it is right. That of a value in an inode of its own
     * is over the hash of the value, which the inode keeps too.
     *
     * @param valueInode that inode, 0 if there is none
     */
    private boolean entryHash(
            Place place, DiskInode owner, Xattr xattr, int stored, long valueInode)
            throws IOException {
        byte[] name = xattr.name().toBytes();
        byte[] value = xattr.value();
        if (valueInode != 0) {
            DiskInode holder = subject.volume().peek(valueInode).disk();
            clustersElsewhere += valueInodes.clusters(holder, owner);
            inodesElsewhere++;
            Optional<Checksum> hash = valueInodes.use(valueInode, holder, owner, value);
            if (hash.isEmpty()) {
                return true;
            }
            if (!hash.get().isRight()) {
                wrongHash(
                        Place.inode(valueInode),
                        "the value of " + xattr.fullName(),
                        (int) hash.get().stored(),
                        (int) hash.get().computed());
            }
            value = littleEndian((int) hash.get().computed());
        }
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

    private static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    private static long u32(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    private static int entryBytes(Xattr xattr) {
        return ENTRY_BYTES + xattr.name().length() + 3 & ~3;
    }
}
