// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who read the file in a capture.
 *
 * @param pid the process; -1 if several, or unknown
 * @param process its name; empty if several, or unknown
 * @param reads its reads of the file, in order
 * @param otherReads reads of the file by others, which are left out
 */
public record CapturedReader(int pid, String process, List<CapturedRead> reads, long otherReads) {

    private static final int MAX_READERS = 8;

    /** Keeps the reads as they are now. */
    public CapturedReader {
        reads = List.copyOf(reads);
    }

    /** All reads together first, then those of each process that read most. */
    static List<CapturedReader> candidates(List<CapturedRead> reads) {
        Map<Integer, List<CapturedRead>> byPid = new LinkedHashMap<>();
        for (CapturedRead read : reads) {
            byPid.computeIfAbsent(read.pid(), _ -> new ArrayList<>()).add(read);
        }
        List<CapturedReader> readers = new ArrayList<>();
        if (byPid.size() == 1) {
            return List.of(ofProcess(reads, reads.size()));
        }
        readers.add(new CapturedReader(-1, "", reads, 0));
        byPid.values().stream()
                .sorted(Comparator.comparingInt(list -> -list.size()))
                .limit(MAX_READERS)
                .forEach(list -> readers.add(ofProcess(list, reads.size())));
        return readers;
    }

    private static CapturedReader ofProcess(List<CapturedRead> reads, int all) {
        CapturedRead first = reads.getFirst();
        return new CapturedReader(first.pid(), first.process(), reads, all - reads.size());
    }
}
