// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a capture in the text of perf script, line by line. */
final class CaptureText {

    private final List<String> lines = new ArrayList<>();
    private String device = "7,0";
    private String process = "cat";
    private int pid = 42;
    private long offsetSectors;

    CaptureText device(String name) {
        device = name;
        return this;
    }

    CaptureText process(String name, int number) {
        process = name;
        pid = number;
        return this;
    }

    /** Adds this to every sector from now on. */
    CaptureText offset(long sectors) {
        offsetSectors = sectors;
        return this;
    }

    CaptureText queue(String... reads) {
        return events("bio_queue", "", reads);
    }

    CaptureText issue(String... reads) {
        return events("rq_issue", " 4096 ()", reads);
    }

    CaptureText merge(String... reads) {
        return events("bio_backmerge", "", reads);
    }

    /** A bio that went from a partition to its disk. */
    CaptureText remap(String disk, String partition, long sector) {
        String text = "block_bio_remap: %s R %d + 8 <- (%s) %d";
        return line(text.formatted(disk, sector + offsetSectors, partition, sector));
    }

    CaptureText split(long sector, long at) {
        String text = "block_split: %s R %d / %d [%s]";
        return line(text.formatted(device, sector, at, process));
    }

    /** A line as it is. */
    CaptureText raw(String line) {
        lines.add(line);
        return this;
    }

    Path write(Path folder) throws IOException {
        Path file = folder.resolve("trace.txt");
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        return file;
    }

    /** Reads as "RA 100 + 24". */
    private CaptureText events(String event, String size, String... reads) {
        for (String read : reads) {
            String[] words = read.split(" ");
            String text = "block_%s: %s %s%s %d + %s [%s]";
            long sector = Long.parseLong(words[1]) + offsetSectors;
            line(text.formatted(event, device, words[0], size, sector, words[3], process));
        }
        return this;
    }

    private CaptureText line(String text) {
        lines.add("%s %d [000] %d.%06d: block:%s".formatted(process, pid, 1, lines.size(), text));
        return this;
    }
}
