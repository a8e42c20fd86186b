// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.CompatFeature;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.volume.Volume;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of metadata that belong to a group: the superblock and descriptors that lie in it, and
 * the bitmaps and the inode table that its descriptor names, which may lie anywhere.
 */
public final class GroupParts {

    /**
     * A part.
     *
     * @param kind what it is
     * @param group the group that it belongs to
     * @param blocks where it lies, as the image says: in a damaged one outside of it, too
     */
    public record Part(MetadataKind kind, long group, Run blocks) {}

    private GroupParts() {}

    /** All parts, in the order in which dumpe2fs prints them. */
    public static List<Part> of(Volume volume, long group, GroupDescriptor descriptor) {
        List<Part> parts = new ArrayList<>(fixed(volume, group));
        parts.addAll(placed(volume, group, descriptor));
        return parts;
    }

    /** Those whose places the group's descriptor names. */
    public static List<Part> placed(Volume volume, long group, GroupDescriptor descriptor) {
        return List.of(
                part(MetadataKind.BLOCK_BITMAP, group, descriptor.blockBitmap(), 1),
                part(MetadataKind.INODE_BITMAP, group, descriptor.inodeBitmap(), 1),
                part(
                        MetadataKind.INODE_TABLE,
                        group,
                        descriptor.inodeTable(),
                        volume.layout().inodeTableBlocks()));
    }

    /** Those that lie where the superblock says, whatever the descriptors do. */
    public static List<Part> fixed(Volume volume, long group) {
        Superblock superblock = volume.superblock();
        GroupLayout layout = volume.layout();
        List<Part> parts = new ArrayList<>();
        boolean hasSuper = layout.hasSuper(group);
        boolean primary = group == 0;
        long next = hasSuper ? layout.superblockBlock(group) : layout.firstBlock(group);
        if (primary && next > 0) {
            parts.add(part(MetadataKind.BOOT_BLOCK, group, 0, next));
        }
        if (hasSuper) {
            parts.add(
                    part(
                            primary ? MetadataKind.SUPERBLOCK : MetadataKind.BACKUP_SUPERBLOCK,
                            group,
                            next,
                            1));
            next++;
        }
        long descriptors = layout.descriptorBlocksIn(group);
        if (descriptors > 0) {
            parts.add(
                    part(
                            isPrimaryDescriptors(layout, group, next)
                                    ? MetadataKind.GROUP_DESCRIPTORS
                                    : MetadataKind.BACKUP_DESCRIPTORS,
                            group,
                            next,
                            descriptors));
            next += descriptors;
        }
        int reserved = superblock.details().reservedGdtBlocks();
        if (hasSuper
                && descriptors > 0
                && reserved > 0
                && superblock.features().has(CompatFeature.RESIZE_INODE)) {
            parts.add(part(MetadataKind.RESERVED_DESCRIPTORS, group, next, reserved));
        }
        long protection = superblock.details().mmpBlock();
        if (superblock.features().has(IncompatFeature.MMP)
                && volume.blockRange().contains(protection, 1)
                && layout.groupOfBlock(protection) == group) {
            parts.add(part(MetadataKind.MULTIPLE_MOUNT_PROTECTION, group, protection, 1));
        }
        return parts;
    }

    /** Whether the descriptors at this block are those that the primary superblock leads to. */
    private static boolean isPrimaryDescriptors(GroupLayout layout, long group, long block) {
        long index = group == 0 ? 0 : group / layout.descriptorsPerBlock();
        return layout.descriptorBlock(index) == block;
    }

    private static Part part(MetadataKind kind, long group, long first, long count) {
        return new Part(kind, group, new Run(first, count));
    }
}
