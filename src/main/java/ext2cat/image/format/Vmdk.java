// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The disk of VMware: a sparse file with its description in it (monolithicSparse, streamOptimized),
 * or a description in a text file and extents beside it, sparse or as they are
 * (twoGbMaxExtentSparse, twoGbMaxExtentFlat, monolithicFlat, vmfs).
 *
 * <p>Deltas, which hold what changed after a snapshot, are refused: what they leave out is in their
 * parent.
 */
public final class Vmdk implements Container {

    private static final byte[] COWD = "COWD".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SE_SPARSE = HexFormat.of().parseHex("bebafeca00000000");
    private static final byte[] DESCRIPTION =
            "# Disk DescriptorFile".getBytes(StandardCharsets.US_ASCII);

    private static final long MOST_BYTES = 1L << 60;

    /** How it is opened. */
    public Vmdk() {}

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        byte[] head = Head.of(device, DESCRIPTION.length);
        if (Head.has(head, 0, VmdkHeader.MAGIC)) {
            return Optional.of(sparse(device));
        }
        if (Head.has(head, 0, COWD) || Head.has(head, 0, SE_SPARSE)) {
            throw new UnsupportedContainerException(
                    device,
                    "it is an extent of VMware ESX (%s), which is not read"
                            .formatted(Head.has(head, 0, COWD) ? "COWD" : "seSparse"));
        }
        return Head.has(head, 0, DESCRIPTION)
                ? Optional.of(described(device, siblings))
                : Optional.empty();
    }

    private static BlockDevice sparse(BlockDevice file) throws IOException {
        VmdkHeader header = VmdkHeader.of(file);
        if (header.descriptionBytes() > 0) {
            VmdkDescription.of(file, header.descriptionAtBytes(), header.descriptionBytes())
                    .requireNoParent(file);
        }
        return new VirtualDisk(
                file.name() + " (VMDK)",
                header.capacityBytes(),
                new JoinedRuns(new VmdkGrains(file, header)),
                List.of(file));
    }

    private static BlockDevice described(BlockDevice file, Siblings siblings) throws IOException {
        VmdkDescription description = VmdkDescription.of(file, 0, file.sizeBytes());
        description.requireNoParent(file);
        List<BlockDevice> files = new ArrayList<>(List.of(file));
        try {
            DiskParts disk = new DiskParts();
            for (VmdkDescription.Extent extent : description.extents(file)) {
                // No overflow: an extent has less than 2^59 bytes.
                if (disk.sizeBytes() > MOST_BYTES) {
                    throw new WrongContainerException(
                            file, "its extents have more than %d bytes".formatted(MOST_BYTES));
                }
                disk.add(extent.lengthBytes(), map(file, extent, files, siblings));
            }
            return new VirtualDisk(
                    "%s (VMDK in %d files)".formatted(file.name(), files.size()),
                    disk.sizeBytes(),
                    new JoinedRuns(disk),
                    files);
        } catch (IOException | RuntimeException e) {
            for (BlockDevice other : files.subList(1, files.size())) {
                other.close();
            }
            throw e;
        }
    }

    /** The map of an extent; reads of one whose file is missing fail, and others do not. */
    private static DiskMap map(
            BlockDevice description,
            VmdkDescription.Extent extent,
            List<BlockDevice> files,
            Siblings siblings)
            throws IOException {
        if (extent.kind().equals("ZERO")) {
            return DiskParts.zeros();
        }
        boolean isFlat = extent.kind().equals("FLAT") || extent.kind().equals("VMFS");
        if (!isFlat && !extent.kind().equals("SPARSE")) {
            throw new UnsupportedContainerException(
                    description,
                    "its extent %s is of the kind %s, which is not read"
                            .formatted(extent.fileName(), extent.kind()));
        }
        Optional<BlockDevice> file = siblings.open(extent.fileName());
        if (file.isEmpty()) {
            return DiskParts.missing(
                    description, "its extent %s is not beside it".formatted(extent.fileName()));
        }
        files.add(file.get());
        return isFlat
                ? DiskParts.stored(file.get(), extent.offsetBytes())
                : new VmdkGrains(file.get(), VmdkHeader.of(file.get()));
    }
}
