// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.ReadModel;
import ext2cat.mpage.read.FileShape;
import ext2cat.mpage.read.MpageReader;
import ext2cat.mpage.read.ReadEvents;
import ext2cat.mpage.read.Window;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import java.io.IOException;

/**
 * What it costs to plan the reads of one page of a file of 256 MiB, with all indirect blocks in
 * memory and nothing read: mapping, joining, making bios and submitting them to nobody. Beside it
 * stands the copy of the page, which takes some 400 ns at 10 GB/s.
 */
public class PlanBenchmark extends ShortBenchmark {

    private static final int PAGES = 1 << 16;
    private static final BioDestination NOWHERE = (device, position, offset, length) -> {};

    /** How the file lies on disk. */
    public enum Layout {
        /** Each block follows the one before it. */
        CONTIGUOUS(1),
        /** No two neighbours: each page is a bio. */
        FRAGMENTED(2);

        private final int step;

        Layout(int step) {
            this.step = step;
        }
    }

    /** Whose way of reading. */
    public enum Model {
        /** The program's own. */
        STREAM(ReadModel.STREAM, PAGES),
        /** Linux's, in windows of 128 KiB. */
        EXT2(ReadModel.EXT2, 32);

        private final ReadModel model;
        private final int windowPages;

        Model(ReadModel model, int windowPages) {
            this.model = model;
            this.windowPages = windowPages;
        }
    }

    /** How the file lies on disk. */
    @Param public Layout layout;

    /** Whose way of reading. */
    @Param public Model model;

    private MpageReader reader;
    private Bio last;

    /** Makes the map and a reader that delivers to nobody. */
    @Setup
    public void open() {
        GetBlock mapper = new MadeMap(PAGES, layout.step).mapper();
        FileShape shape = FileShape.inPages((long) PAGES << MadeMap.BLOCK_BITS, MadeMap.BLOCK_BITS);
        reader =
                new MpageReader(model.model, shape, mapper, this::submit, NOWHERE, ReadEvents.NONE);
    }

    /** The whole file; the time is that of a page. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public Bio plan() throws IOException {
        for (long page = 0; page < PAGES; page += model.windowPages) {
            reader.readPages(new Window(page, model.windowPages));
        }
        return last;
    }

    /** Lets each bio leave the planner, so that it is made. */
    private void submit(Bio bio) {
        last = bio;
    }
}
