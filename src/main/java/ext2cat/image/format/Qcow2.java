// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The disks of QEMU (qcow2, versions 2 and 3): two levels of tables lead to clusters, which are
 * stored as they are, compressed, or not at all. What is not stored is zero, or lies in a backing
 * file.
 *
 * @param readsBacking whether a backing file is read, if it lies beside the image; an image that
 *     names one is refused otherwise
 */
public record Qcow2(boolean readsBacking) implements Container {

    /** A chain of more files than this is no chain that anybody made on purpose. */
    private static final int MOST_FILES = 64;

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        return Qcow2Header.begins(device)
                ? Optional.of(disk(device, siblings, List.of(siblings.imageName())))
                : Optional.empty();
    }

    /**
     * The disk of a file.
     *
     * @param chain the names of the files so far, this one's last
     */
    private BlockDevice disk(BlockDevice file, Siblings siblings, List<String> chain)
            throws IOException {
        Qcow2Header header = Qcow2Header.read(file);
        List<BlockDevice> others = new ArrayList<>();
        try {
            BlockDevice data = file;
            if (header.hasDataFile()) {
                data = dataFile(file, header, siblings);
                others.add(data);
            }
            Optional<BlockDevice> behind = backing(file, header, siblings, chain);
            behind.ifPresent(others::add);
            DiskMap map = new JoinedRuns(new Qcow2Map(header, file, data, behind));
            others.add(file);
            return new VirtualDisk(file.name(), header.sizeBytes(), map, others);
        } catch (IOException | RuntimeException e) {
            for (BlockDevice other : others) {
                other.close();
            }
            throw e;
        }
    }

    private static BlockDevice dataFile(BlockDevice file, Qcow2Header header, Siblings siblings)
            throws IOException {
        String name =
                header.dataFile()
                        .orElseThrow(
                                () ->
                                        new UnsupportedContainerException(
                                                file,
                                                "its data lies in another file, which it does not"
                                                        + " name"));
        return siblings.open(name)
                .orElseThrow(
                        () ->
                                new UnsupportedContainerException(
                                        file,
                                        "its data lies in the file '%s', which is not beside it"
                                                .formatted(name)));
    }

    private Optional<BlockDevice> backing(
            BlockDevice file, Qcow2Header header, Siblings siblings, List<String> chain)
            throws IOException {
        if (header.backingFile().isEmpty()) {
            return Optional.empty();
        }
        String named = header.backingFile().get();
        if (!readsBacking) {
            throw new UnsupportedContainerException(
                    file,
                    "it is complete only with its backing file '%s', which is read with --backing"
                            .formatted(named));
        }
        String name = last(named);
        if (chain.contains(name)) {
            throw new WrongContainerException(
                    file, "the chain of backing files comes back to '%s'".formatted(named));
        }
        if (chain.size() == MOST_FILES) {
            throw new WrongContainerException(
                    file, "the chain of backing files is longer than %d".formatted(MOST_FILES));
        }
        BlockDevice other =
                siblings.open(named)
                        .orElseThrow(
                                () ->
                                        new UnsupportedContainerException(
                                                file,
                                                "its backing file '%s' is not beside it"
                                                        .formatted(named)));
        try {
            if (!isQcow2(other, header)) {
                return Optional.of(other);
            }
            List<String> longer = new ArrayList<>(chain);
            longer.add(name);
            return Optional.of(disk(other, siblings, longer));
        } catch (IOException | RuntimeException e) {
            other.close();
            throw e;
        }
    }

    /** The format that the image names, or if it names none, the one that is found. */
    private static boolean isQcow2(BlockDevice other, Qcow2Header header) throws IOException {
        String format = header.backingFormat().orElse("");
        return switch (format) {
            case "raw" -> false;
            case "qcow2" -> true;
            case "" -> Qcow2Header.begins(other);
            default ->
                    throw new UnsupportedContainerException(
                            other,
                            "a backing file of the format '%s' is not read; raw and qcow2 are"
                                    .formatted(format));
        };
    }

    /** The last part of a name, which tells files of one directory apart. */
    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
