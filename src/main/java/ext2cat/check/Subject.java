// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.CompatFeature;
import ext2cat.disk.DiskInode;
import ext2cat.disk.Features;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.SuperblockDetails;
import ext2cat.disk.checksum.Checksum;
import ext2cat.disk.checksum.MetadataChecksums;
import ext2cat.map.FileMap;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.GroupWalk;

import java.io.IOException;
import java.util.Optional;

/**
 * What is checked, and what the passes have learnt of it: each goes on where the one before ended.
 *
 * @param volume the file system
 * @param checksums those of its structures
 * @param findings what is wrong with it
 * @param blocks reads it
 * @param claims whose the blocks are: filled by the passes over groups and inodes
 * @param inodes the inodes in use: filled by the pass over inodes, its links by that over
 *     directories
 * @param directories the inodes that are directories
 * @param orphans the inodes that wait for being deleted or cut
 * @param lostGroups the groups of whose inodes some could not be read
 * @param valueInodes the inodes that hold values of attributes
 * @param policies of encrypted inodes, as far as they have one
 */
record Subject(
        Volume volume,
        MetadataChecksums checksums,
        Findings findings,
        BlockSource blocks,
        Claims claims,
        LinkCounts inodes,
        NumberSet directories,
        NumberSet orphans,
        NumberSet lostGroups,
        NumberSet valueInodes,
        NumberMap policies) {

    static Subject of(Volume volume, Findings findings) {
        GroupLayout layout = volume.layout();
        return new Subject(
                volume,
                MetadataChecksums.of(volume.superblock()),
                findings,
                new BlockSource(volume),
                new Claims(volume.superblock()),
                new LinkCounts(layout.inodesCount()),
                new NumberSet(),
                new NumberSet(),
                new NumberSet(),
                new NumberSet(),
                new NumberMap());
    }

    Superblock superblock() {
        return volume.superblock();
    }

    GroupLayout layout() {
        return volume.layout();
    }

    /** Shows the groups whose descriptors can be read; the pass over groups reports the others. */
    void groups(GroupWalk.Visitor visitor) throws IOException {
        GroupWalk.walk(volume, visitor, (_, _) -> {});
    }

    /** The map of an inode that has one; no checksum of it is verified. */
    FileMap map(DiskInode inode) {
        return FileMap.of(inode, volume.cache(), volume.blockRange(), (_, _) -> {});
    }

    /** Whether the inode is one of those that no directory has, but the root. */
    boolean isReserved(long inode) {
        return inode < superblock().firstInode() && inode != Superblock.ROOT_INODE;
    }

    /**
     * Whether it is a file of the file system itself to which no path leads: of quotas, orphans, or
     * the value of an attribute.
     */
    boolean isHidden(long inode) {
        Features features = superblock().features();
        SuperblockDetails details = superblock().details();
        return valueInodes.contains(inode)
                || features.has(RoCompatFeature.QUOTA)
                        && (inode == details.userQuotaInode()
                                || inode == details.groupQuotaInode()
                                || inode == details.projectQuotaInode())
                || features.has(CompatFeature.ORPHAN_FILE) && inode == details.orphanFileInode();
    }

    /** Adds a finding if a structure has a checksum, and it is wrong. */
    void checksum(Problem problem, Place place, String what, Optional<Checksum> checksum) {
        if (checksum.isPresent() && !checksum.get().isRight()) {
            findings.add(problem, place, "of the %s, %s", what, checksum.get());
        }
    }

    /** Something cannot be read, because of what was thrown. */
    void unreadable(Place place, String what, IOException thrown) {
        findings.failed(thrown);
        unreadable(place, what);
    }

    /** Something cannot be read, because the device ends before it. */
    void unreadable(Place place, String what) {
        findings.add(Problem.UNREADABLE, place, what);
        findings.becomePartial();
    }
}
