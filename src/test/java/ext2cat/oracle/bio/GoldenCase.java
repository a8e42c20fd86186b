// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One recorded case: how a file was read, and what the kernel did.
 *
 * @param id the file's name and the way of reading, {@code m_far.seq.128k}
 * @param readAheadKb the device's read_ahead_kb
 * @param file the file's name in the image's root directory
 * @param sizeBytes the file's size
 * @param lines the recorded lines between CASE and END, OP lines among them
 */
record GoldenCase(String id, long readAheadKb, String file, long sizeBytes, List<String> lines) {

    /**
     * Whether the file was read once before the recording, so that its indirect blocks were cached.
     */
    boolean isWarm() {
        return id.endsWith(".raw.warm");
    }

    /** The cases of one recording, in its order. */
    static List<GoldenCase> parse(BufferedReader reader) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String[] head = {};
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("CASE\t")) {
                head = line.split("\t");
                lines = new ArrayList<>();
            } else if (line.equals("END")) {
                cases.add(
                        new GoldenCase(
                                head[1],
                                Long.parseLong(head[2]),
                                head[3],
                                Long.parseLong(head[4]),
                                List.copyOf(lines)));
            } else if (!line.startsWith("#")) {
                lines.add(line);
            }
        }
        return cases;
    }
}
