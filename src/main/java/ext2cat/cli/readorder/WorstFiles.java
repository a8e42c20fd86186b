// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.readorder.OrderSummary;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The few of many files whose order of reads is the worst: by offences, then seeks back, then
 * one-block reads, then seeks forward. Files without any of these are not among them.
 */
final class WorstFiles {

    private record Entry(
            String path,
            long offences,
            long seeksBack,
            long oneBlockReads,
            long seeksForward,
            long reads) {

        boolean isFlawless() {
            return offences == 0 && seeksBack == 0 && seeksForward == 0;
        }
    }

    /** From the best to the worst; of equals the later path is the better. */
    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingLong(Entry::offences)
                    .thenComparingLong(Entry::seeksBack)
                    .thenComparingLong(Entry::oneBlockReads)
                    .thenComparingLong(Entry::seeksForward)
                    .thenComparing(Entry::path, Comparator.reverseOrder());

    private final int limit;
    private final PriorityQueue<Entry> worst = new PriorityQueue<>(BEST_FIRST);

    /**
     * Knows no file.
     *
     * @param limit how many to keep
     */
    WorstFiles(int limit) {
        this.limit = limit;
    }

    /** Looks at a file. */
    void add(String path, long offences, OrderSummary summary) {
        Entry entry =
                new Entry(
                        path,
                        offences,
                        summary.backward().count(),
                        summary.oneBlockReads(),
                        summary.forward().count(),
                        summary.reads());
        if (!entry.isFlawless()) {
            worst.add(entry);
            if (worst.size() > limit) {
                worst.remove();
            }
        }
    }

    /** Prints the files, the worst first, or that there is none. */
    void print(Appendable out) throws IOException {
        if (worst.isEmpty()) {
            out.append("No file takes a seek.\n");
            return;
        }
        out.append("The worst files, by offences, seeks back and one-block reads:\n");
        out.append("offences  seeks back  one-block  seeks forward     reads  path\n");
        List<Entry> sorted = worst.stream().sorted(BEST_FIRST.reversed()).toList();
        for (Entry entry : sorted) {
            out.append(
                    "%8d  %10d  %9d  %13d  %8d  %s\n"
                            .formatted(
                                    entry.offences(),
                                    entry.seeksBack(),
                                    entry.oneBlockReads(),
                                    entry.seeksForward(),
                                    entry.reads(),
                                    entry.path()));
        }
    }
}
