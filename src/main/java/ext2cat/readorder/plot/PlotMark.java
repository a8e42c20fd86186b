// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import ext2cat.bio.Bio;
import ext2cat.readorder.format.BioText;

import java.util.Optional;

/**
 * One mark of a plot: a read, or some reads in a row.
 *
 * @param reads how many reads
 * @param first the first of them
 * @param data the blocks from the lowest to the highest that hold data
 * @param metadata the same for metadata
 * @param back the longest seek back to one of the reads
 * @param forward the longest seek forward to one of the reads
 * @param seeksBack how many seeks back
 */
record PlotMark(
        long reads,
        Bio first,
        Optional<Span> data,
        Optional<Span> metadata,
        Optional<Seek> back,
        Optional<Seek> forward,
        long seeksBack) {

    /** Blocks from {@code low} to before {@code end}. */
    record Span(long low, long end) {

        private Span with(Span other) {
            return new Span(Math.min(low, other.low), Math.max(end, other.end));
        }
    }

    /** A seek from the end of one read to the start of the next. */
    record Seek(long from, long to) {

        private long blocks() {
            return Math.abs(to - from);
        }
    }

    /**
     * A mark of one read.
     *
     * @param end where the read before it ended, if there was one
     */
    static PlotMark of(Bio bio, Optional<Long> end) {
        Optional<Span> span =
                Optional.of(new Span(bio.diskBlock(), bio.diskBlock() + bio.blocks()));
        boolean isData = bio.use().isData();
        Optional<Seek> seek =
                end.filter(from -> from != bio.diskBlock())
                        .map(from -> new Seek(from, bio.diskBlock()));
        Optional<Seek> back = seek.filter(s -> s.to() < s.from());
        return new PlotMark(
                1,
                bio,
                isData ? span : Optional.empty(),
                isData ? Optional.empty() : span,
                back,
                seek.filter(s -> s.to() > s.from()),
                back.isPresent() ? 1 : 0);
    }

    /** One mark for the reads of this one and the next. */
    PlotMark with(PlotMark next) {
        return new PlotMark(
                reads + next.reads,
                first,
                union(data, next.data),
                union(metadata, next.metadata),
                longer(back, next.back),
                longer(forward, next.forward),
                seeksBack + next.seeksBack);
    }

    /** What the mark stands for. */
    String text(long firstRead) {
        if (reads == 1) {
            return "read %d: %s, %d block%s%nends by: %s"
                    .formatted(
                            firstRead,
                            BioText.summary(first),
                            first.blocks(),
                            first.blocks() == 1 ? "" : "s",
                            first.end().text());
        }
        StringBuilder text = new StringBuilder("reads ");
        text.append(BioText.range(firstRead, reads));
        data.ifPresent(span -> text.append("\ndata at ").append(range(span)));
        metadata.ifPresent(span -> text.append("\nmetadata at ").append(range(span)));
        return text.append("\nseeks back: ").append(seeksBack).toString();
    }

    private static String range(Span span) {
        return BioText.range(span.low, span.end - span.low);
    }

    private static Optional<Span> union(Optional<Span> a, Optional<Span> b) {
        return a.isPresent() && b.isPresent() ? Optional.of(a.get().with(b.get())) : a.or(() -> b);
    }

    private static Optional<Seek> longer(Optional<Seek> a, Optional<Seek> b) {
        return a.isPresent() && (b.isEmpty() || a.get().blocks() >= b.get().blocks()) ? a : b;
    }
}
