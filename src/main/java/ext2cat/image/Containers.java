// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.AndroidSparse;
import ext2cat.image.format.ChosenMember;
import ext2cat.image.format.Container;
import ext2cat.image.format.EvidenceFile;
import ext2cat.image.format.Head;
import ext2cat.image.format.NormalE2Image;
import ext2cat.image.format.PartcloneImage;
import ext2cat.image.format.Qcow2;
import ext2cat.image.format.Siblings;
import ext2cat.image.format.SplitRaw;
import ext2cat.image.format.TarArchive;
import ext2cat.image.format.UImage;
import ext2cat.image.format.Vdi;
import ext2cat.image.format.Vhd;
import ext2cat.image.format.Vhdx;
import ext2cat.image.format.Vmdk;
import ext2cat.image.format.ZipArchive;
import ext2cat.image.partition.PartitionContent;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes an image out of what it is wrapped in.
 *
 * @param intake takes in what is compressed
 * @param readsBackingFiles whether the backing files that an image names are read
 * @param withoutHeader whether it is taken out of mere headers, too
 * @param chosen which file of an archive it is
 */
record Containers(
        Intake intake, boolean readsBackingFiles, boolean withoutHeader, ChosenMember chosen) {

    /**
     * A disk of a virtual machine that was compressed, or an image after a header that was
     * compressed twice. There are gzip files that expand to themselves.
     */
    private static final int MOST_LAYERS = 6;

    /** How many lines the table of formats has. */
    private static final int FORMATS = 13;

    /** The magic number of each format lies in these bytes, or its end or name tells it. */
    private static final int HEAD_BYTES = 512;

    /**
     * What a device holds once it is expanded and taken out of its containers.
     *
     * @return closes {@code wrapped} with itself, or has closed it, as has a failure
     */
    BlockDevice inmost(BlockDevice wrapped, Siblings siblings) throws IOException {
        BlockDevice device = wrapped;
        try {
            device = new SplitRaw().open(device, siblings).orElse(device);
            for (int layer = 0; layer < MOST_LAYERS && !isPlain(device); layer++) {
                Optional<Inside> inside = inside(device, siblings);
                if (inside.isEmpty()) {
                    break;
                }
                device = inside.get().device;
                if (!inside.get().container.mayHoldContainer()) {
                    break;
                }
            }
            return device;
        } catch (IOException | RuntimeException e) {
            device.close();
            throw e;
        }
    }

    /**
     * Whether a device needs no look at the table: a file system begins it, and nothing stands
     * where formats have their magic numbers.
     */
    private static boolean isPlain(BlockDevice device) throws IOException {
        byte[] head = Head.of(device, HEAD_BYTES);
        return Arrays.equals(head, new byte[HEAD_BYTES]) && PartitionContent.isExt(device, 0);
    }

    /** What a container holds. */
    private record Inside(Container container, BlockDevice device) {}

    private Optional<Inside> inside(BlockDevice device, Siblings siblings) throws IOException {
        for (int format = 0; format < FORMATS; format++) {
            Container container = container(format);
            if (withoutHeader || !container.isHeader()) {
                Optional<BlockDevice> inside = container.open(device, siblings);
                if (inside.isPresent()) {
                    return Optional.of(new Inside(container, inside.get()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The table of formats that an image may lie in: a line and a class for each, made when the
     * formats before it are not those of the image. Before all of them, files that were split are
     * joined.
     */
    private Container container(int format) {
        return switch (format) {
            case 0 -> new CompressedImage(intake);
            case 1 -> new ZipArchive(chosen);
            case 2 -> new TarArchive(chosen);
            case 3 -> new UImage();
            case 4 -> new Qcow2(readsBackingFiles);
            case 5 -> new AndroidSparse();
            case 6 -> new Vdi();
            case 7 -> new Vhd();
            case 8 -> new Vhdx();
            case 9 -> new EvidenceFile();
            case 10 -> new Vmdk();
            case 11 -> new PartcloneImage();
            case 12 -> new NormalE2Image();
            default -> throw new AssertionError(format);
        };
    }
}
