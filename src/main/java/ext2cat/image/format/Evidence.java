// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segments of an evidence file, and what is in them.
 *
 * <p>No table says which chunk of the disk is its first: it is the one after the last of the table
 * before. Where a segment is missing or damaged, the tables after it are counted from the end of
 * the disk.
 */
final class Evidence {

    /** So many segments may be missing before one that is there. */
    private static final int LONGEST_GAP = 99;

    private final List<BlockDevice> files = new ArrayList<>();

    /** Tables, and what is between them if it cannot be read, in order. */
    private final List<EvidenceTable> tables = new ArrayList<>();

    private Optional<EvidenceMedia> media = Optional.empty();
    private EvidenceDigests digests = EvidenceDigests.NONE;

    private Evidence(BlockDevice first) {
        files.add(first);
    }

    /**
     * Finds the segments and reads their sections.
     *
     * @throws WrongContainerException if the first makes no sense
     */
    static Evidence of(BlockDevice first, Siblings siblings) throws IOException {
        Evidence evidence = new Evidence(first);
        try {
            evidence.readAll(siblings);
        } catch (IOException | RuntimeException e) {
            for (BlockDevice other : evidence.files.subList(1, evidence.files.size())) {
                other.close();
            }
            throw e;
        }
        return evidence;
    }

    private void readAll(Siblings siblings) throws IOException {
        BlockDevice first = files.getFirst();
        String imageName = siblings.imageName();
        Optional<EvidenceNames> names =
                first.name().endsWith(imageName) ? EvidenceNames.of(imageName) : Optional.empty();
        int number = EvidenceSegment.numberOf(first);
        if (number != 1) {
            throw new WrongContainerException(
                    first,
                    "it is segment %d of an evidence file; open its first%s"
                            .formatted(
                                    number,
                                    names.flatMap(n -> n.name(1)).map(n -> ", " + n).orElse("")));
        }
        boolean isLast = new EvidenceSegment(first, this).read();
        if (media.isEmpty()) {
            throw new WrongContainerException(first, "its section \"volume\" is missing");
        }
        List<String> missing = new ArrayList<>();
        Optional<String> name = names.flatMap(n -> n.name(2));
        for (int segment = 2; !isLast && name.isPresent(); segment++) {
            Optional<BlockDevice> file = siblings.open(name.get());
            if (file.isEmpty()) {
                missing.add(name.get());
            } else {
                files.add(file.get());
                missing.forEach(this::addMissing);
                missing.clear();
                isLast = readOther(file.get(), segment);
            }
            int next = segment + 1;
            name =
                    missing.size() > LONGEST_GAP
                            ? Optional.empty()
                            : names.flatMap(n -> n.name(next));
        }
        if (!isLast) {
            addMissing(missing.isEmpty() ? "after the last" : missing.getFirst());
        }
    }

    private void addMissing(String name) {
        tables.add(
                EvidenceTable.lost(files.getFirst(), "its segment %s is missing".formatted(name)));
    }

    private boolean readOther(BlockDevice file, int segment) throws IOException {
        if (!EvidenceFile.isOne(file) || EvidenceSegment.numberOf(file) != segment) {
            tables.add(EvidenceTable.lost(file, "it is not segment %d".formatted(segment)));
            return false;
        }
        return new EvidenceSegment(file, this).read();
    }

    /** Takes a table, or what stands for a part that cannot be read. */
    void add(EvidenceTable table) {
        tables.add(table);
    }

    /** Takes a copy of the last table, which stands for it if that is lost. */
    void addCopy(EvidenceTable copy) {
        if (tables.getLast().isLost()) {
            tables.set(tables.size() - 1, copy);
        } else {
            tables.getLast().setCopy(copy);
        }
    }

    /** Whether nothing was said of the disk yet. */
    boolean needsMedia() {
        return media.isEmpty();
    }

    /** Takes what is said of the disk. */
    void take(EvidenceMedia found) {
        media = Optional.of(found);
    }

    /** Takes digests of the disk. */
    void take(EvidenceDigests found) {
        digests = digests.with(found);
    }

    EvidenceMedia media() {
        return media.orElseThrow();
    }

    EvidenceDigests digests() {
        return digests;
    }

    List<BlockDevice> files() {
        return files;
    }

    /** The tables with the first chunk of each, in order; a lost part has the chunks between. */
    List<NumberedTable> numbered() {
        long countChunks = media().countChunks();
        List<NumberedTable> numbered = new ArrayList<>();
        long chunk = 0;
        int from = 0;
        while (from < tables.size() && !tables.get(from).isLost()) {
            numbered.add(new NumberedTable(chunk, tables.get(from)));
            chunk += tables.get(from++).countChunks();
        }
        int to = tables.size();
        long after = countChunks;
        List<NumberedTable> afterLost = new ArrayList<>();
        while (to > from && !tables.get(to - 1).isLost()) {
            after -= tables.get(--to).countChunks();
            afterLost.addFirst(new NumberedTable(after, tables.get(to)));
        }
        numbered.add(
                new NumberedTable(
                        chunk,
                        from < tables.size()
                                ? tables.get(from)
                                : EvidenceTable.lost(files.getFirst(), "no table has its chunk")));
        if (after >= chunk) {
            numbered.addAll(afterLost);
        }
        return numbered;
    }

    /**
     * A table in its place.
     *
     * @param firstChunk the number of its first chunk on the disk
     */
    record NumberedTable(long firstChunk, EvidenceTable table) {}
}
