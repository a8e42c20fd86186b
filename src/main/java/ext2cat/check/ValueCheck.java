// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.DiskInode;
import ext2cat.disk.checksum.Checksum;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The values of attributes that lie in inodes of their own ({@code ea_inode}). Many attributes may
 * share a value, which counts them; each of their files counts its blocks as its own. A value that
 * Lustre wrote is not shared: it has no hash and no count, but names the one inode that it is of.
 */
final class ValueCheck {

    private static final int CTIME = 0x0C;
    private static final int MTIME = 0x10;
    private static final int VERSION = 0x24;

    private final Subject subject;
    private final NumberMap users = new NumberMap();

    /** One more than what the inodes say, of those that say it. */
    private final NumberMap storedUsers = new NumberMap();

    ValueCheck(Subject subject) {
        this.subject = subject;
    }

    /** An attribute of an inode has its value there; its hash, but for Lustre's. */
    Optional<Checksum> use(long number, DiskInode value, DiskInode owner, byte[] bytes) {
        users.increment(number);
        subject.valueInodes().add(number);
        if (isOfLustre(value, owner)) {
            return Optional.empty();
        }
        storedUsers.put(number, 1 + storedUsers(value.bytes()));
        return Optional.of(subject.checksums().value(value, bytes));
    }

    /** How many clusters the owner counts for a value: none for one of Lustre. */
    long clusters(DiskInode value, DiskInode owner) {
        long cluster =
                (long) subject.volume().blockSizeBytes() * subject.superblock().clusterBlocks();
        return isOfLustre(value, owner) ? 0 : (value.sizeBytes() + cluster - 1) / cluster;
    }

    /** i_mtime and the generation are the owner's number and generation. */
    private static boolean isOfLustre(DiskInode value, DiskInode owner) {
        return Integer.toUnsignedLong(value.bytes().getInt(MTIME)) == owner.number()
                && value.generation() == owner.generation();
    }

    /** i_ctime and the version are the halves of a number (ext4_xattr_inode_get_ref). */
    private static long storedUsers(ByteBuffer value) {
        return (long) value.getInt(CTIME) << 32 | Integer.toUnsignedLong(value.getInt(VERSION));
    }

    /** Compares the counts; to be called when all inodes have been seen. */
    void finish() {
        boolean allSeen = subject.findings().hasAll(Loss.BLOCKS);
        for (long number : storedUsers.sortedKeys()) {
            long stored = storedUsers.get(number) - 1;
            if (stored < users.get(number) || allSeen && stored > users.get(number)) {
                subject.findings()
                        .add(
                                Problem.XATTR_REFERENCES,
                                Place.inode(number),
                                "the value of an attribute says that it has %d users, but it has"
                                        + " %d",
                                stored,
                                users.get(number));
            }
        }
    }
}
