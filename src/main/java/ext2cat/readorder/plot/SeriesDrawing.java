// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The reads of one model and the seeks between them, inside of a frame. */
final class SeriesDrawing {

    private final PlotFrame frame;
    private final PlotSeries series;
    private final double shiftReads;

    /**
     * A series in a frame.
     *
     * @param shiftReads how far its marks stand beside their reads, so that other series have room
     */
    SeriesDrawing(PlotFrame frame, PlotSeries series, double shiftReads) {
        this.frame = frame;
        this.series = series;
        this.shiftReads = shiftReads;
    }

    /** The lines from the end of a read to the start of the next, where the disk has to seek. */
    void seeks() throws IOException {
        seeks("forward", PlotMark::forward);
        seeks("back", PlotMark::back);
    }

    private void seeks(String kind, SeekOfMark which) throws IOException {
        frame.print("<path class=\"seek %s\" d=\"", kind);
        List<PlotMark> marks = series.marks();
        for (int i = 0; i < marks.size(); i++) {
            if (which.of(marks.get(i)).isPresent()) {
                PlotMark.Seek seek = which.of(marks.get(i)).get();
                // The first of all reads has no seek, so there is a mark before this one, or the
                // seek is inside of it.
                frame.print(
                        "M%s %sL%s %s",
                        place(Math.max(0, i - 1)),
                        frame.height(seek.from()),
                        place(i),
                        frame.height(seek.to()));
            }
        }
        frame.print("\"/>\n");
    }

    /** Short lines where the seeks back are, however short; from 0, the top, to 1. */
    void rug(double from, double to) throws IOException {
        frame.print("<path class=\"seek back\" d=\"");
        for (int i = 0; i < series.marks().size(); i++) {
            if (series.marks().get(i).back().isPresent()) {
                frame.print("M%s %.2fV%.2f", place(i), from, to);
            }
        }
        frame.print("\"/>\n");
    }

    /** One of the seeks of a mark. */
    private interface SeekOfMark {
        Optional<PlotMark.Seek> of(PlotMark mark);
    }

    /**
     * The reads.
     *
     * @param who is said of each before what it is, may be empty
     */
    void marks(String who) throws IOException {
        long firstRead = 1;
        for (int i = 0; i < series.marks().size(); i++) {
            PlotMark mark = series.marks().get(i);
            frame.print("<g class=\"mark\"><title>");
            frame.print("%s</title>", XmlText.escaped(who + mark.text(firstRead)));
            String at = place(i);
            if (mark.data().isPresent()) {
                span("data", at, mark.data().get());
            }
            if (mark.metadata().isPresent()) {
                span("metadata", at, mark.metadata().get());
            }
            frame.print("</g>\n");
            firstRead += mark.reads();
        }
    }

    private void span(String kind, String at, PlotMark.Span span) throws IOException {
        String low = frame.height(span.low());
        String end = frame.height(span.end());
        frame.print("<path class=\"%s\" d=\"M%s %sV%s\"/>", kind, at, low, end);
    }

    /** Where a mark lies: at the middle of its reads. */
    private String place(int mark) {
        return frame.place(
                1
                        + mark * series.readsPerMark()
                        + (series.marks().get(mark).reads() - 1) / 2.0
                        + shiftReads);
    }
}
