// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.Optional;

/**
 * A tar archive with an image in it. The image is read where it lies, with the holes that GNU tar
 * leaves out of sparse files.
 */
public final class Tar implements Container {

    /** How it is opened. */
    public Tar() {}

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        // Not by the magic number, which old archives lack: a checksum is right by chance hardly
        // ever.
        if (TarHeader.of(Head.of(device, TarHeader.BYTES)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ArchiveMembers(device, new TarWalk(device).members()).image());
    }
}
