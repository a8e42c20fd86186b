// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.util.List;
import java.util.Optional;

/**
 * What the flags of an inode say of the form of its contents. Such a flag needs the feature that
 * belongs to it: without, it is a stray bit, and the contents lie where block pointers lead, since
 * Linux's ext2 driver looks at no such flag.
 *
 * @param inode the inode
 * @param features those of its file system
 */
record MapForm(DiskInode inode, Features features) {

    private record Form(InodeFlag flag, IncompatFeature feature) {}

    private static final int EXTENT_MAGIC = 0xF30A;

    /** A tree of extents has room for 4 in i_block. */
    private static final int EXTENTS_IN_AN_INODE = 4;

    private static final List<Form> FORMS =
            List.of(
                    new Form(InodeFlag.EXTENTS, IncompatFeature.EXTENT),
                    new Form(InodeFlag.INLINE_DATA, IncompatFeature.INLINE_DATA),
                    new Form(InodeFlag.ENCRYPT, IncompatFeature.ENCRYPT),
                    new Form(InodeFlag.COMPRBLK, IncompatFeature.COMPRESSION));

    /** The flag by which the contents are not where block pointers lead. */
    Optional<InodeFlag> other() {
        if (inode.has(InodeFlag.INLINE_DATA) && features.has(IncompatFeature.INLINE_DATA)) {
            return Optional.of(InodeFlag.INLINE_DATA);
        }
        return inode.has(InodeFlag.EXTENTS) && isMappedByExtents()
                ? Optional.of(InodeFlag.EXTENTS)
                : Optional.empty();
    }

    /** A sentence if a flag is set that would give the contents another form, but is stray. */
    Optional<String> warning() {
        if (other().isPresent()) {
            return Optional.empty();
        }
        return FORMS.stream()
                .filter(form -> inode.has(form.flag) && !features.has(form.feature))
                .findFirst()
                .map(
                        form ->
                                "inode %d: the flag %s is set, but the file system lacks the feature %s, so its blocks are read as they lie"
                                        .formatted(
                                                inode.number(),
                                                form.flag.label(),
                                                form.feature.label()));
    }

    /** A superblock can lose a bit as well: so extents that do begin at i_block are extents. */
    private boolean isMappedByExtents() {
        return features.has(IncompatFeature.EXTENT)
                || (inode.blockPointer(0) & 0xFFFF) == EXTENT_MAGIC
                        && (inode.blockPointer(1) & 0xFFFF) == EXTENTS_IN_AN_INODE;
    }
}
