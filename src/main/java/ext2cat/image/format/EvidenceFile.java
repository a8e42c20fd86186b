// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The image of an examiner in the Expert Witness Format (E01, or s01 of SMART): a disk in chunks of
 * 32 KiB, each with a checksum, compressed or not, in segments {@code disk.E01}, {@code disk.E02},
 * and so on, of which the first is given.
 *
 * <p>A segment that is missing, and a chunk whose checksum is wrong, are named where they are read.
 */
public final class EvidenceFile implements Container {

    private static final byte[] MAGIC = HexFormat.of().parseHex("455646090d0aff00");
    private static final byte[] MAGIC_OF_2 = HexFormat.of().parseHex("455646320d0a81");

    /** How it is opened. */
    public EvidenceFile() {}

    /** Whether a file begins as a segment does. */
    static boolean isOne(BlockDevice file) throws IOException {
        return Head.has(Head.of(file, MAGIC.length), 0, MAGIC);
    }

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        byte[] head = Head.of(device, MAGIC.length);
        if (Head.has(head, 0, MAGIC_OF_2)) {
            throw new UnsupportedContainerException(
                    device,
                    "it is an Ex01 evidence file, which is not read; export it with ewfexport");
        }
        if (!Head.has(head, 0, MAGIC)) {
            return Optional.empty();
        }
        return Optional.of(disk(device, Evidence.of(device, siblings)));
    }

    private static VirtualDisk disk(BlockDevice device, Evidence evidence) {
        EvidenceMedia media = evidence.media();
        return new VirtualDisk(
                device.name() + " (evidence)",
                media.sizeBytes(),
                new EvidenceMap(media, evidence.numbered()),
                evidence.files());
    }

    /**
     * Reads all of the disk, and compares its digests with those that the imager wrote.
     *
     * @param device the first segment; it is closed
     * @throws WrongContainerException if one is wrong, or a part cannot be read
     * @throws UnsupportedContainerException if it states none
     */
    public static void verify(BlockDevice device, Siblings siblings) throws IOException {
        try (device) {
            if (!isOne(device)) {
                throw new UnsupportedContainerException(
                        device, "only an evidence file (E01) states digests of its disk");
            }
            Evidence evidence = Evidence.of(device, siblings);
            try (VirtualDisk disk = disk(device, evidence)) {
                evidence.digests().verify(device, disk);
            }
        }
    }
}
