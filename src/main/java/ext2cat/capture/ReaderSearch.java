// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.ReaderProgram;
import ext2cat.readorder.format.SectorRead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which program reads as a capture shows. Each plan ends at the first read that differs,
 * so that most take a few reads; all together read no more than a bound.
 */
final class ReaderSearch {

    /** What all plans together may read, in sectors: 16 GiB, or so many times the file. */
    private static final long MAX_SECTORS = 1L << 25;

    private static final int MAX_PLANS_OF_FILE = 8;

    /** A reader, and how far its reads are those of the capture. */
    private record Found(Predictor by, boolean fits, int equalReads) {}

    private final FileExtents extents;
    private final Predictor asked;
    private final boolean queued;
    private final Set<String> tried = new LinkedHashSet<>();
    private Optional<Found> best = Optional.empty();
    private long leftSectors;

    ReaderSearch(Predictor asked, FileExtents extents, boolean queued) {
        this.queued = queued;
        this.extents = extents;
        this.asked = asked;
        this.leftSectors = Math.max(MAX_SECTORS, extents.sectors().sectors() * MAX_PLANS_OF_FILE);
    }

    /** The programs that were tried. */
    List<String> tried() {
        return List.copyOf(tried);
    }

    /** Whether all were tried that there are. */
    boolean isComplete() {
        return leftSectors > 0;
    }

    /**
     * The reader whose reads these are, or else the one that goes with them furthest.
     *
     * @param readers who may have read, each with at least one read
     */
    Predictor find(List<CapturedReader> readers) throws IOException {
        for (List<ReadModel> models : models()) {
            for (CapturedReader reader : readers) {
                find(reader, models);
                if (isDone()) {
                    return withModelAsked(best.orElseThrow().by());
                }
            }
        }
        return best.map(found -> withModelAsked(found.by())).orElse(asked);
    }

    /** The drivers before the models that no kernel is; the one that was asked for first. */
    private List<List<ReadModel>> models() {
        Set<ReadModel> drivers = new LinkedHashSet<>();
        drivers.add(asked.model());
        drivers.add(ReadModel.EXT2);
        drivers.add(ReadModel.EXT4);
        List<ReadModel> others = new ArrayList<>(Predictor.MODELS);
        others.add(ReadModel.LINUX_3_10);
        others.removeAll(drivers);
        return List.of(List.copyOf(drivers), others);
    }

    private void find(CapturedReader reader, List<ReadModel> models) throws IOException {
        List<SectorRead> reads = StageReads.requests(reader.reads());
        boolean isPart = extents.part(reads).isPresent();
        boolean found = tryPrograms(programs(reader, isPart), models, reads, isPart, false);
        if (!found && !isDone() && isPart) {
            List<ReaderProgram> whole = LikelyReaders.ofWholeFile(asked.blockBits());
            tryPrograms(whole, models, reads, true, true);
        }
    }

    /** Whether a reader fits, or no more may be tried. */
    private boolean isDone() {
        return leftSectors <= 0 || best.filter(Found::fits).isPresent();
    }

    private Predictor withModelAsked(Predictor found) {
        return found.model(asked.model());
    }

    private List<ReaderProgram> programs(CapturedReader reader, boolean isPart) {
        int blockBits = asked.blockBits();
        List<ReaderProgram> programs = new ArrayList<>();
        try {
            ReaderProgram named = ReaderProgram.parse(reader.process());
            if (named.suits(asked.blockBits())) {
                programs.add(named);
            }
        } catch (IllegalArgumentException _) {
            // Most processes are no reader that has a name here.
        }
        programs.addAll(LikelyReaders.ofWholeFile(blockBits));
        long first = isPart ? firstByte(reader.reads()) : 0;
        if (first > 0) {
            long page = first & -4096L;
            programs.add(LikelyReaders.tail(asked.sizeBytes() - page));
            programs.add(LikelyReaders.tail(asked.sizeBytes() - page - 1));
            programs.addAll(LikelyReaders.from(page, blockBits));
            programs.addAll(LikelyReaders.from(first, blockBits));
            programs.addAll(LikelyReaders.from(page + 1, blockBits));
        }
        return programs;
    }

    /** Where the first read of data lies in the file. */
    private long firstByte(List<CapturedRead> reads) {
        return reads.stream()
                        .map(read -> extents.fileBlock(read.request().startSector()))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(0L)
                << asked.blockBits();
    }

    /** Whether one of the programs reads as captured, each read as urgent as it was. */
    private boolean tryPrograms(
            List<ReaderProgram> programs,
            List<ReadModel> models,
            List<SectorRead> reads,
            boolean isPart,
            boolean skips)
            throws IOException {
        long first = asked.limits().readAheadPages();
        for (long pages : LikelyReaders.readAheadPages(first)) {
            QueueLimits limits = new QueueLimits(pages, asked.limits().ioPages());
            for (ReaderProgram program : programs) {
                if (pages != first && !program.readsAhead()) {
                    continue;
                }
                tried.add(program.text());
                for (ReadModel model : models) {
                    Predictor by = asked.model(model).reader(program).limits(limits);
                    for (Predictor one : ModelOrders.variants(by)) {
                        if (leftSectors <= 0 || fits(one, reads, isPart, skips)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private boolean fits(Predictor by, List<SectorRead> reads, boolean isPart, boolean skips)
            throws IOException {
        OrderCheck check = new OrderCheck(reads, asked.blockBits(), queued, skips, leftSectors);
        try {
            by.predict(check);
        } catch (OrderCheck.Enough _) {
            // The check knows.
        }
        leftSectors -= check.plannedSectors() + 1;
        boolean fits =
                check.outcome() == OrderCheck.Outcome.WHOLE
                        || isPart && check.outcome() == OrderCheck.Outcome.PART;
        boolean fitsExactly = fits && !(queued && check.isOtherUrgency());
        boolean better =
                best.isEmpty()
                        || fitsExactly
                        || !best.get().fits()
                                && (fits || best.get().equalReads() < check.equalReads());
        if (better) {
            best = Optional.of(new Found(by, fits, check.equalReads()));
        }
        return fitsExactly;
    }
}
