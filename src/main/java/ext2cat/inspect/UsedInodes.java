// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Optional;

/** Which inodes are in use, as the bitmaps say; keeps the bitmap of the group asked for last. */
final class UsedInodes {

    private final Volume volume;
    private long group = -1;
    private Optional<Bitmap> bitmap = Optional.empty();

    UsedInodes(Volume volume) {
        this.volume = volume;
    }

    /** Whether a bitmap that can be read says that the inode is in use. */
    boolean contains(long inode) {
        long wanted = volume.layout().groupOfInode(inode);
        if (wanted != group) {
            bitmap = read(wanted);
            group = wanted;
        }
        return bitmap.isPresent() && bitmap.get().isUsed(inode);
    }

    private Optional<Bitmap> read(long of) {
        try {
            return Optional.of(Bitmap.ofInodes(volume, of));
        } catch (IOException _) {
            return Optional.empty(); // who looks at all bitmaps tells of it
        }
    }
}
