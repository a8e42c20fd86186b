// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.disk.Xattr;
import ext2cat.disk.record.EncryptionContext;
import ext2cat.disk.record.VerityDescriptor;
import ext2cat.inspect.Bitmap;
import ext2cat.inspect.DeletedInodes;
import ext2cat.inspect.MapSummary;
import ext2cat.inspect.SpecialInode;
import ext2cat.inspect.VerityPlace;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say about an inode beside its own fields.
 *
 * @param inode the inode
 * @param state {@code in use}, {@code deleted}, {@code free} …
 * @param role what it is for, if that is laid down
 * @param map its blocks, unless it is not mapped by blocks
 * @param target the target of a symlink
 * @param xattrs the extended attributes that can be read
 * @param encryption how it is encrypted
 * @param verity the hash that its contents must have
 */
record InodeFacts(
        Inode inode,
        String state,
        Optional<String> role,
        Optional<MapSummary> map,
        Optional<FileName> target,
        List<Xattr> xattrs,
        Optional<EncryptionContext> encryption,
        Optional<VerityDescriptor> verity) {

    private static final String ORPHAN = "deleted, but not free";

    /** Whether a process had it open when it was deleted: i_dtime is the next such inode then. */
    boolean isOrphan() {
        return state.equals(ORPHAN) && inode.disk().links() == 0;
    }

    /** Collects them; what is damaged is told and left out. */
    static InodeFacts of(Inode inode, Damage damage) throws IOException {
        Volume volume = inode.volume();
        List<Xattr> xattrs = Xattrs.of(inode, damage);
        return new InodeFacts(
                inode,
                state(inode, damage),
                SpecialInode.label(volume.superblock(), inode.number()),
                map(inode, damage),
                target(inode, damage),
                xattrs,
                encryption(inode, xattrs, damage),
                verity(inode, damage));
    }

    private static Optional<EncryptionContext> encryption(
            Inode inode, List<Xattr> xattrs, Damage damage) throws IOException {
        try {
            return EncryptionContext.among(xattrs, "inode " + inode.number());
        } catch (IOException e) {
            damage.lost(new Damage.Inodes(inode.number()), e);
            return Optional.empty();
        }
    }

    private static Optional<VerityDescriptor> verity(Inode inode, Damage damage)
            throws IOException {
        boolean stray = !inode.volume().superblock().features().has(RoCompatFeature.VERITY);
        if (stray || !inode.disk().has(InodeFlag.VERITY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(VerityPlace.read(inode));
        } catch (IOException e) {
            damage.lost(new Damage.Inodes(inode.number()), e);
            return Optional.empty();
        }
    }

    /** What the inode's own fields and its bit in the bitmap say of its use, in words. */
    private static String state(Inode inode, Damage damage) throws IOException {
        boolean deleted = DeletedInodes.isDeleted(inode.disk());
        try {
            long group = inode.volume().layout().groupOfInode(inode.number());
            boolean used = Bitmap.ofInodes(inode.volume(), group).isUsed(inode.number());
            if (used) {
                return deleted && inode.number() >= inode.volume().superblock().firstInode()
                        ? ORPHAN
                        : "in use";
            }
        } catch (IOException e) {
            damage.lost(new Damage.Inodes(inode.number()), e);
        }
        if (!deleted) {
            return "in use, but marked as free";
        }
        return inode.disk().deletionSeconds() != 0 ? "deleted" : "free";
    }

    private static Optional<MapSummary> map(Inode inode, Damage damage) throws IOException {
        try {
            return Optional.of(MapSummary.of(inode, new TellingDamage(inode.number(), damage)));
        } catch (UnsupportedFeatureException e) {
            damage.lost(new Damage.Inodes(inode.number()), e);
            return Optional.empty();
        }
    }

    private static Optional<FileName> target(Inode inode, Damage damage) throws IOException {
        if (inode.type() != FileType.SYMLINK) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileName.of(inode.symlinkTarget()));
        } catch (IOException e) {
            damage.lost(new Damage.Inodes(inode.number()), e);
            return Optional.empty();
        }
    }

    /** A walk of which only the damage is of interest. */
    private record TellingDamage(long inode, Damage told) implements MapVisitor {

        @Override
        public void data(long fileBlock, long diskBlock, long countBlocks) {
            // The summary counts it.
        }

        @Override
        public boolean node(NodeRef node) {
            return true; // the summary counts it
        }

        @Override
        public void damage(MapDamage damage) throws IOException {
            told.lost(new Damage.Inodes(inode), damage.thrown(inode));
        }
    }
}
