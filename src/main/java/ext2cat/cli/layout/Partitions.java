// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.text.DisplayWidth;
import ext2cat.cli.text.HumanSize;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.TextOut;
import ext2cat.device.BlockDevice;
import ext2cat.image.ImageOpener;
import ext2cat.image.partition.PartitionContent;
import ext2cat.image.partition.Partitioning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists partitions.
 *
 * @param label what the image is called, safe to show
 * @param disk its size in bytes is shown
 * @param partitioning what divides it
 * @param contents what is on each partition, in words
 */
record Partitions(
        String label,
        BlockDevice disk,
        Partitioning partitioning,
        List<Optional<String>> contents) {

    private static final List<String> HEADINGS =
            List.of("No", "Start", "Size", "Contents", "Label", "UUID");

    /** Numbers, which stand at the right of their columns, come first. */
    private static final int NUMBERS = 3;

    /** Looks at what is on the partitions. */
    static Partitions of(String label, BlockDevice disk, Partitioning partitioning)
            throws IOException {
        List<Optional<String>> contents = new ArrayList<>();
        for (Partitioning.Used used : partitioning.partitions()) {
            Optional<String> ext = used.content().map(PartitionContent::what);
            contents.add(ext.isPresent() ? ext : ImageOpener.recognise(partitioning.part(used)));
        }
        return new Partitions(label, disk, partitioning, contents);
    }

    /** A line for each, in columns. */
    void table(TextOut out) throws IOException {
        int count = contents.size();
        String kind = partitioning.table().kind();
        out.put(
                "%s: %s, %s, sectors of %d bytes\n"
                        .formatted(
                                label,
                                HumanSize.of(disk.sizeBytes()),
                                kind.equals("none") ? "no partitions" : kind,
                                partitioning.table().sectorBytes()));
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        for (int i = 0; i < count; i++) {
            lines.add(line(partitioning.partitions().get(i), contents.get(i)));
        }
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(line.get(i)));
            }
        }
        for (List<String> line : count == 0 ? List.<List<String>>of() : lines) {
            write(out, line, widths);
        }
    }

    private static void write(TextOut out, List<String> line, int[] widths) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - DisplayWidth.of(line.get(i)));
            text.append(i < NUMBERS ? pad + line.get(i) : line.get(i) + pad).append("  ");
        }
        out.put(text.toString().stripTrailing()).put('\n');
    }

    private static List<String> line(Partitioning.Used used, Optional<String> content) {
        String label =
                used.content()
                        .map(PartitionContent::label)
                        .filter(it -> !it.isEmpty())
                        .orElse(used.partition().name());
        return List.of(
                Integer.toString(used.partition().number()),
                Long.toString(used.partition().startBytes()),
                HumanSize.of(used.partition().lengthBytes()),
                content.orElse("(" + used.partition().type() + ")"),
                label.isEmpty() ? "" : Shown.word(label),
                used.content().map(PartitionContent::uuid).orElse(""));
    }

    /** All that is known of them. */
    void json(Json json) throws IOException {
        json.object();
        json.field("image", label);
        json.field("table", partitioning.table().kind());
        json.field("size_bytes", disk.sizeBytes());
        json.field("sector_size_bytes", partitioning.table().sectorBytes());
        json.array("partitions");
        for (int i = 0; i < contents.size(); i++) {
            Partitioning.Used used = partitioning.partitions().get(i);
            json.object();
            json.field("number", used.partition().number());
            json.field("offset_bytes", used.partition().startBytes());
            json.field("size_bytes", used.partition().lengthBytes());
            json.field("type", used.partition().type());
            json.field("name", text(used.partition().name()));
            json.field("partuuid", text(used.partition().partUuid()));
            json.field("contents", contents.get(i));
            json.field(
                    "label", used.content().map(PartitionContent::label).flatMap(Partitions::text));
            json.field("uuid", used.content().map(PartitionContent::uuid));
            json.end();
        }
        json.end();
        json.end();
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
