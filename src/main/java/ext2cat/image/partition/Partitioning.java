// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A disk with a table of partitions, and the file systems on them. */
public final class Partitioning {

    private static final int SECTOR_BYTES = 512;

    private final BlockDevice disk;
    private final PartitionTable table;
    private final List<Used> used;

    /**
     * A partition and the file system on it.
     *
     * @param partition as the table has it
     * @param content empty if it holds something else than ext2, ext3 or ext4
     */
    public record Used(DiskPartition partition, Optional<PartitionContent> content) {

        /** {@code 2 "root" (ext4, 1048576 bytes)} */
        private String shown() {
            String label = content.map(PartitionContent::label).orElse("");
            String name = label.isEmpty() ? partition.name() : label;
            return "%d%s (%s, %d bytes)"
                    .formatted(
                            partition.number(),
                            name.isEmpty() ? "" : " \"" + name + "\"",
                            content.map(PartitionContent::what).orElse(partition.type()),
                            partition.lengthBytes());
        }
    }

    private Partitioning(BlockDevice disk, PartitionTable table, List<Used> used) {
        this.disk = disk;
        this.table = table;
        this.used = List.copyOf(used);
    }

    /**
     * What divides a disk.
     *
     * @return empty if nothing does
     * @throws IOException if the disk cannot be read
     */
    public static Optional<Partitioning> of(BlockDevice disk) throws IOException {
        Optional<PartitionTable> table = PartitionTable.of(disk);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        List<Used> used = new ArrayList<>();
        for (DiskPartition partition : table.get().partitions()) {
            used.add(new Used(partition, PartitionContent.at(disk, partition.startBytes())));
        }
        return Optional.of(new Partitioning(disk, table.get(), used));
    }

    /**
     * A disk that nothing divides, as one partition of the number 0.
     *
     * @return empty if no file system begins it
     * @throws IOException if the disk cannot be read
     */
    public static Optional<Partitioning> undivided(BlockDevice disk) throws IOException {
        Optional<PartitionContent> content = PartitionContent.at(disk, 0);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        DiskPartition whole = new DiskPartition(0, "whole disk", "", "", 0, disk.sizeBytes());
        PartitionTable none = new PartitionTable("none", SECTOR_BYTES, List.of(whole), List.of());
        return Optional.of(new Partitioning(disk, none, List.of(new Used(whole, content))));
    }

    /** The table. */
    public PartitionTable table() {
        return table;
    }

    /** Its partitions, in the order of their numbers. */
    public List<Used> partitions() {
        return used;
    }

    /** What the disk is, in a message that says that no file system begins it. */
    public String sentence() {
        List<Used> candidates = candidates();
        String disk =
                "a disk with %s %s"
                        .formatted(table.kind().equals("GPT") ? "a" : "an", table.kind());
        return candidates.isEmpty()
                ? disk + ", and no ext2, ext3 or ext4 file system begins at a partition"
                : disk + "; partitions with file systems: " + list(candidates);
    }

    private List<Used> candidates() {
        return used.stream().filter(it -> it.content().isPresent()).toList();
    }

    /**
     * The partition that nobody has to choose.
     *
     * @return the only one with a file system; empty if there is none
     * @throws PartitionChoiceException if there are several
     */
    public Optional<BlockDevice> only() throws IOException {
        List<Used> candidates = candidates();
        return switch (candidates.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(part(candidates.getFirst()));
            default ->
                    throw new PartitionChoiceException(
                            ("the disk has %d file systems: partitions %s;"
                                            + " choose one with --partition %d, or add #%d to the"
                                            + " name of the image")
                                    .formatted(
                                            candidates.size(),
                                            list(candidates),
                                            candidates.getFirst().partition().number(),
                                            candidates.getFirst().partition().number()));
        };
    }

    /**
     * The partition that a user means.
     *
     * @param name its number, the label or UUID of its file system, or its own name or UUID
     *     (PARTLABEL, PARTUUID); with or without {@code LABEL=} or such as mount(8) writes it
     * @throws PartitionChoiceException if there is none, or several are called so
     */
    public BlockDevice named(String name) throws IOException {
        List<Used> candidates = used.stream().filter(it -> isCalled(it, name)).toList();
        if (candidates.size() == 1) {
            return part(candidates.getFirst());
        }
        throw new PartitionChoiceException(
                candidates.isEmpty()
                        ? "there is no partition '%s'; the disk has %s"
                                .formatted(name, used.isEmpty() ? "none" : list(used))
                        : "several partitions are called '%s': %s"
                                .formatted(name, list(candidates)));
    }

    /**
     * A partition as a device, which closes the disk with itself.
     *
     * @throws IOException if the disk has become smaller
     */
    public BlockDevice part(Used chosen) throws IOException {
        DiskPartition partition = chosen.partition();
        return Partition.of(disk, partition.startBytes(), partition.lengthBytes());
    }

    private static String list(List<Used> candidates) {
        return candidates.stream().map(Used::shown).collect(Collectors.joining(", "));
    }

    private static boolean isCalled(Used candidate, String name) {
        DiskPartition partition = candidate.partition();
        String label = candidate.content().map(PartitionContent::label).orElse("");
        String uuid = candidate.content().map(PartitionContent::uuid).orElse("");
        int tag = name.indexOf('=');
        String value = name.substring(tag + 1);
        boolean isLabel = value.equals(label) && !label.isEmpty();
        boolean isUuid = value.equalsIgnoreCase(uuid) && !uuid.isEmpty();
        boolean isPartLabel = value.equals(partition.name()) && !partition.name().isEmpty();
        boolean isPartUuid = value.equalsIgnoreCase(partition.partUuid());
        return switch (tag < 0 ? "" : name.substring(0, tag).toUpperCase(Locale.ROOT)) {
            case "LABEL" -> isLabel;
            case "UUID" -> isUuid;
            case "PARTLABEL" -> isPartLabel;
            case "PARTUUID" -> isPartUuid;
            default ->
                    name.equals(Integer.toString(partition.number()))
                            || name.equals(label) && !label.isEmpty()
                            || name.equals(partition.name()) && !partition.name().isEmpty()
                            || name.equalsIgnoreCase(uuid) && !uuid.isEmpty()
                            || name.equalsIgnoreCase(partition.partUuid());
        };
    }
}
