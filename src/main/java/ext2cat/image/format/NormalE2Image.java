// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What e2image writes without -r and -Q: the superblock, the descriptors, the bitmaps and the inode
 * tables, one after the other. With blocks of 1 KiB, its superblock stands where one of a file
 * system does, though no other block is at its place: so it is refused before anybody looks.
 */
public final class NormalE2Image implements Container {

    /** The field magic_descriptor of struct ext2_image_hdr, after its magic number. */
    private static final byte[] DESCRIPTOR = "Ext2 Image ".getBytes(StandardCharsets.US_ASCII);

    private static final int DESCRIPTOR_AT = 4;

    /** How it is refused. */
    public NormalE2Image() {}

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        byte[] head = Head.of(device, DESCRIPTOR_AT + DESCRIPTOR.length);
        if (Head.has(head, DESCRIPTOR_AT, DESCRIPTOR)) {
            throw new UnsupportedContainerException(
                    device,
                    "it is an image of e2image in its normal form, which has no data of files; make"
                            + " a raw one with e2image -r");
        }
        return Optional.empty();
    }
}
