// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Optional;

/** Which blocks are in use, as the bitmaps say; keeps the bitmap of the group asked for last. */
final class UsedBlocks {

    private final Volume volume;
    private Optional<Bitmap> bitmap = Optional.empty();

    UsedBlocks(Volume volume) {
        this.volume = volume;
    }

    /**
     * Whether a block is in use.
     *
     * @param block one from the first data block on
     */
    boolean isUsed(long block) throws IOException {
        Bitmap kept = bitmap.orElse(null);
        if (kept == null || block < kept.first() || block >= kept.first() + kept.count()) {
            kept = Bitmap.ofBlocks(volume, volume.layout().groupOfBlock(block));
            bitmap = Optional.of(kept);
        }
        return kept.isUsed(block);
    }
}
