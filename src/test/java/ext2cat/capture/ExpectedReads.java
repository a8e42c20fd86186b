// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.List;

/**
 * A file of two runs with an indirect block between them, and the reads that the models ext2 and
 * no-boundary expect of it.
 */
final class ExpectedReads {

    static final String[] BOUNDARY = {"RA 100 + 24", "R 124 + 2", "RA 126 + 8", "RA 200 + 40"};
    static final String[] NO_BOUNDARY = {"R 124 + 2", "RA 100 + 24", "RA 126 + 8", "RA 200 + 40"};
    static final CaptureQuery QUERY =
            CaptureQuery.of(
                    List.of(prediction("ext2", BOUNDARY), prediction("no-boundary", NO_BOUNDARY)),
                    2);

    private ExpectedReads() {}

    /** Reads as {@code "RA 100 + 24"}. */
    static ModelOrder prediction(String model, String... reads) {
        List<PredictedRead> predicted = new ArrayList<>();
        for (String read : reads) {
            String[] words = read.split(" ");
            SectorRead request =
                    new SectorRead(
                            Long.parseLong(words[1]),
                            Long.parseLong(words[3]),
                            words[0].equals("RA"));
            predicted.add(new PredictedRead(request, "what " + read));
        }
        return new ModelOrder(model, predicted);
    }
}
