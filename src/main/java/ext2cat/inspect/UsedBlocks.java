// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Optional;

/**
 * Which blocks are in use, as the bitmaps say; keeps the bitmap of the group asked for last. Where
 * there is none, that is an answer and no exception: an image may ask for millions of such blocks.
 */
final class UsedBlocks {

    /** What a bitmap says of a block. */
    enum Use {
        IN_USE,
        FREE,
        /** The bitmap cannot be read. */
        UNKNOWN
    }

    private final Volume volume;
    private long group = -1;
    private Optional<Bitmap> bitmap = Optional.empty();

    UsedBlocks(Volume volume) {
        this.volume = volume;
    }

    /**
     * Whether a block is in use.
     *
     * @param block one from the first data block on
     */
    Use of(long block) {
        long wanted = volume.layout().groupOfBlock(block);
        if (wanted != group) {
            bitmap = read(wanted);
            group = wanted;
        }
        if (bitmap.isEmpty()) {
            return Use.UNKNOWN;
        }
        return bitmap.get().isUsed(block) ? Use.IN_USE : Use.FREE;
    }

    private Optional<Bitmap> read(long of) {
        try {
            if (!volume.hasGroupDescriptor(of)
                    || volume.isCutOff(volume.groupDescriptor(of).blockBitmap())) {
                return Optional.empty();
            }
            return Optional.of(Bitmap.ofBlocks(volume, of));
        } catch (IOException _) {
            return Optional.empty(); // who looks at all bitmaps tells of it
        }
    }
}
