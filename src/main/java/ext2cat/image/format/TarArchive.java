// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.Optional;

/**
 * A tar archive with an image in it. The image is read where it lies, with the holes that GNU tar
 * leaves out of sparse files. The headers are walked here, because TarFile of Commons Compress
 * gives nothing of an archive that is cut off.
 */
public final class TarArchive implements Container {

    private final ChosenMember chosen;

    /** From which this file is taken. */
    public TarArchive(ChosenMember chosen) {
        this.chosen = chosen;
    }

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        // Not by the magic number, which old archives lack: a checksum is right by chance hardly
        // ever.
        if (TarBlock.of(Head.of(device, TarBlock.BYTES)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ArchiveMembers(device, new TarWalk(device).members()).image(chosen));
    }

    /**
     * {@inheritDoc} It may hold one: it is no disk, whose first bytes anybody could have written.
     */
    @Override
    public boolean mayHoldContainer() {
        return true;
    }
}
