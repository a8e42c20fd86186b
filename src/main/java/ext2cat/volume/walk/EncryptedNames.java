// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.CompatFeature;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.SuperblockDetails;
import ext2cat.disk.dirent.DirectoryHash;
import ext2cat.disk.dirent.NokeyNames;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Which hash the names of an encrypted directory are shown with: that of Linux's readdir
 * (is_dx_dir, ext4_htree_fill_tree). By hash it reads a directory with an index, which tells the
 * function, and one that has a single block or is inline, with the function of the superblock.
 */
final class EncryptedNames {

    /** Where the root of an index has its hash version (struct dx_root_info), and where it ends. */
    private static final int ROOT_HASH_VERSION = 28;

    private static final int ROOT_END = 32;

    private EncryptedNames() {}

    static NokeyNames of(Inode directory) {
        if (directory.disk().has(InodeFlag.CASEFOLD)) {
            return NokeyNames.withStoredHash();
        }
        Volume volume = directory.volume();
        SuperblockDetails details = volume.superblock().details();
        Optional<Integer> version = Optional.empty();
        if (volume.superblock().features().has(CompatFeature.DIR_INDEX)) {
            if (directory.disk().has(InodeFlag.INDEX)) {
                version = versionOfRoot(directory);
            } else if (directory.disk().isInline()
                    || directory.sizeBytes() >> volume.blockBits() == 1) {
                version = Optional.of(details.defaultHashVersion());
            }
        }
        return NokeyNames.hashedBy(
                version.filter(DirectoryHash::isKnown)
                        .map(known -> DirectoryHash.of(known, details)));
    }

    /** Empty if the root cannot be read, which the reader of the entries reports. */
    private static Optional<Integer> versionOfRoot(Inode directory) {
        byte[] root = new byte[ROOT_END];
        try {
            directory.contents().read(0, MemorySegment.ofArray(root));
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.of(root[ROOT_HASH_VERSION] & 0xff);
    }
}
