// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A zip archive with an image in it. One that is stored is read where it lies; one that is deflated
 * becomes a gzip file, which is expanded like any other.
 */
public final class ZipArchive implements Container {

    /** The header of a member: an archive begins with one, but for an empty one. */
    private static final byte[] MAGIC = HexFormat.of().parseHex("504b0304");

    private final ChosenMember chosen;

    /** From which this file is taken. */
    public ZipArchive(ChosenMember chosen) {
        this.chosen = chosen;
    }

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        return Head.has(Head.of(device, MAGIC.length), 0, MAGIC)
                ? Optional.of(ZipMember.all(device).image(chosen))
                : Optional.empty();
    }

    /**
     * {@inheritDoc} It may hold one: it is no disk, whose first bytes anybody could have written.
     */
    @Override
    public boolean mayHoldContainer() {
        return true;
    }
}
