// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.CompatFeature;
import ext2cat.disk.CreatorOs;
import ext2cat.disk.DiskInode;
import ext2cat.disk.Feature;
import ext2cat.disk.Features;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.record.EncryptionContext;
import ext2cat.disk.xattr.XattrReader;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Checks one inode in use, or a reserved one, by itself. */
final class InodeCheck {

    /** A flag that means something only with a feature. */
    private record FlagOfFeature(InodeFlag flag, Feature feature) {}

    private static final List<FlagOfFeature> FLAGS_OF_FEATURES =
            List.of(
                    new FlagOfFeature(InodeFlag.EXTENTS, IncompatFeature.EXTENT),
                    new FlagOfFeature(InodeFlag.INLINE_DATA, IncompatFeature.INLINE_DATA),
                    new FlagOfFeature(InodeFlag.INDEX, CompatFeature.DIR_INDEX),
                    new FlagOfFeature(InodeFlag.IMAGIC, CompatFeature.IMAGIC_INODES),
                    new FlagOfFeature(InodeFlag.COMPRBLK, IncompatFeature.COMPRESSION),
                    new FlagOfFeature(InodeFlag.ENCRYPT, IncompatFeature.ENCRYPT),
                    new FlagOfFeature(InodeFlag.CASEFOLD, IncompatFeature.CASEFOLD),
                    new FlagOfFeature(InodeFlag.EA_INODE, IncompatFeature.EA_INODE),
                    new FlagOfFeature(InodeFlag.VERITY, RoCompatFeature.VERITY));

    private static final long RESIZE_INODE = 7;

    /** EXT4_EXT_MAGIC. */
    private static final int EXTENT_MAGIC = 0xf30a;

    private static final int MOST_ROOT_ENTRIES = 4;

    private final Subject subject;
    private final XattrCheck xattrs;
    private final QuotaCheck quotas;
    private final MapCheck maps;
    private final SpecialFileCheck specials;
    private final ReservedInodeCheck reserved;
    private final TimeCheck times;

    InodeCheck(Subject subject, XattrCheck xattrs, QuotaCheck quotas) {
        this.subject = subject;
        this.xattrs = xattrs;
        this.quotas = quotas;
        this.maps = new MapCheck(subject);
        this.specials = new SpecialFileCheck(subject);
        this.reserved = new ReservedInodeCheck(subject, maps);
        this.times = new TimeCheck(subject);
    }

    void check(DiskInode inode, InodeFields fields) throws IOException {
        if (inode.number() == Superblock.BAD_BLOCKS_INODE) {
            reserved.badBlocks(inode);
            return;
        }
        if (inode.number() == RESIZE_INODE) {
            reserved.resize(inode);
            return;
        }
        if (subject.isReserved(inode.number())) {
            reserved.other(inode);
        } else {
            ordinary(inode, fields);
        }
        times.check(inode);
        XattrCheck.Elsewhere elsewhere = xattrs.check(inode, fields);
        quotas.count(inode, elsewhere.inodes());
        long ownClusters = elsewhere.clusters() + maps.claimTranslator(inode);
        if (inode.hasMap()) {
            maps.check(inode, ownClusters);
        } else {
            maps.checkWithoutMap(inode, ownClusters);
        }
    }

    private void ordinary(DiskInode inode, InodeFields fields) throws IOException {
        Place place = Place.inode(inode.number());
        if (inode.links() != 0
                && inode.deletionSeconds() != 0
                && !subject.orphans().contains(inode.number())) {
            subject.findings()
                    .add(
                            Problem.DELETED_BUT_LINKED,
                            place,
                            "%d links, but the time of deletion is %d, expected 0",
                            inode.links(),
                            inode.deletionSeconds());
        }
        if (inode.fileType() == FileType.UNKNOWN) {
            subject.findings()
                    .add(Problem.BAD_MODE, place, "mode 0%o names no type of file", inode.mode());
        }
        zeros(inode, fields, place);
        flags(inode, place);
        specials.check(inode);
        encryption(inode, place);
        largeFile(inode, place);
        if (inode.storedExtraSizeBytes() != inode.extraSizeBytes()) {
            subject.findings()
                    .add(
                            Problem.BAD_EXTRA_SIZE,
                            place,
                            "extra_isize %d is not a multiple of 4 from 4 to %d",
                            inode.storedExtraSizeBytes(),
                            subject.superblock().inodeSizeBytes() - 128);
        }
    }

    private void zeros(DiskInode inode, InodeFields fields, Place place) {
        Features features = subject.superblock().features();
        boolean hurd = subject.superblock().creatorOs() == CreatorOs.HURD;
        zero(place, "faddr", fields.fragmentBlock());
        if (!hurd && !features.has(RoCompatFeature.HUGE_FILE)) {
            zero(place, "blocks_high", fields.blocksHigh());
        }
        if (!hurd && !features.has(IncompatFeature.BIT64)) {
            zero(place, "file_acl_high", fields.fileAclHigh());
        }
        if (!features.has(CompatFeature.EXT_ATTR)) {
            zero(place, "file_acl", inode.fileAclBlock());
        }
        if (features.has(IncompatFeature.LARGE_DIR)) {
            return; // then all sizes have 64 bits, and told is what is wrong with them
        }
        if (inode.fileType() == FileType.DIRECTORY && fields.sizeHigh() != 0) {
            subject.findings()
                    .add(
                            Problem.SIZE_HIGH,
                            place,
                            "size_high is %d, expected 0: Linux ignores it, others do not",
                            fields.sizeHigh());
        } else if (inode.fileType() != FileType.REGULAR) {
            zero(place, "size_high", fields.sizeHigh());
        }
    }

    private void zero(Place place, String field, long value) {
        if (value != 0) {
            subject.findings()
                    .add(Problem.FIELD_NOT_ZERO, place, "%s is %d, expected 0", field, value);
        }
    }

    private void flags(DiskInode inode, Place place) {
        for (FlagOfFeature pair : FLAGS_OF_FEATURES) {
            if (inode.has(pair.flag) && !subject.superblock().features().has(pair.feature)) {
                subject.findings()
                        .add(
                                Problem.FLAG_WITHOUT_FEATURE,
                                place,
                                "the flag %s is set, but the file system lacks the feature %s",
                                pair.flag.label(),
                                pair.feature.label());
            }
        }
        if (inode.isBlockMapped()
                && subject.superblock().features().has(IncompatFeature.EXTENT)
                && looksLikeExtents(inode.blockPointer(0))) {
            subject.findings()
                    .add(
                            Problem.EXTENTS_WITHOUT_FLAG,
                            place,
                            "the flag %s is not set, but a tree of extents begins where the block"
                                    + " pointers are",
                            InodeFlag.EXTENTS.label());
        }
        if (inode.has(InodeFlag.INDEX) && inode.fileType() != FileType.DIRECTORY) {
            subject.findings()
                    .add(
                            Problem.FLAG_WITHOUT_FEATURE,
                            place,
                            "the flag %s is set, but it is a %s",
                            InodeFlag.INDEX.label(),
                            inode.fileType().label());
        }
    }

    /** Magic number and count of entries: of 1 to 4, since a file of no block has no pointer. */
    private static boolean looksLikeExtents(long head) {
        long entries = head >> Short.SIZE;
        return (head & 0xffff) == EXTENT_MAGIC && entries >= 1 && entries <= MOST_ROOT_ENTRIES;
    }

    /** The policy by which it is encrypted, remembered for the directory that it is in. */
    private void encryption(DiskInode inode, Place place) {
        if (!inode.isEncrypted() || !subject.superblock().features().has(IncompatFeature.ENCRYPT)) {
            return;
        }
        try {
            Optional<EncryptionContext> context =
                    EncryptionContext.among(
                            XattrReader.inInode(inode, Xattrs.valuesOf(subject.volume())),
                            place.toString());
            if (context.isEmpty()) {
                context =
                        EncryptionContext.among(
                                Xattrs.inBlock(subject.volume().peek(inode.number())),
                                place.toString());
            }
            if (context.isPresent()) {
                subject.policies().put(inode.number(), context.get().policyHash());
            } else {
                subject.findings()
                        .add(Problem.BAD_ENCRYPTION, place, "encrypted, but without a policy");
            }
        } catch (IOException e) {
            subject.findings().add(Problem.BAD_ENCRYPTION, place, "%s", e.getMessage());
        }
    }

    private void largeFile(DiskInode inode, Place place) {
        if (inode.fileType() == FileType.REGULAR
                && (inode.sizeBytes() < 0 || inode.sizeBytes() > Integer.MAX_VALUE)
                && !subject.superblock().features().has(RoCompatFeature.LARGE_FILE)) {
            subject.findings()
                    .add(
                            Problem.LARGE_FILE_WITHOUT_FEATURE,
                            place,
                            "size %s is 2^31 or more, but the file system lacks the feature"
                                    + " large_file",
                            Long.toUnsignedString(inode.sizeBytes()));
        }
    }
}
