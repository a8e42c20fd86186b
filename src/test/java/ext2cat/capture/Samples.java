// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;
import ext2cat.readorder.format.SectorRead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings of Linux 6.18, whose ext4 driver serves ext2, beside the reads that each driver is
 * known to send for the file: tab-separated first block, blocks, rwbs and what they are.
 */
final class Samples {

    static final List<String> NAMES = List.of("man-page", "double-indirect", "fragmented");
    static final List<String> FORMS =
            List.of("tracefs.txt", "blktracer.txt", "blkparse.txt", "blktrace.bin");

    private Samples() {}

    static Path file(String name, String form) {
        try {
            return Path.of(
                    Samples.class.getResource("/capture/" + name + "/" + form + ".gz").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A line of meta.tsv. */
    static String meta(String name, String key) {
        return lines(name, "meta.tsv").stream()
                .filter(line -> line.startsWith(key + "\t"))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    static DeviceNumber device(String name) {
        String[] numbers = meta(name, "major_minor").split(":");
        return new DeviceNumber(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    static int sectorsPerBlock(String name) {
        return Integer.parseInt(meta(name, "block_size")) / 512;
    }

    /** The reads that a driver, ext2 or ext4, sends for the file. */
    static ModelOrder prediction(String name, String model) {
        int scale = sectorsPerBlock(name);
        List<PredictedRead> reads = new ArrayList<>();
        for (String line : lines(name, model + ".tsv")) {
            String[] words = line.split("\t");
            SectorRead request =
                    new SectorRead(
                            Long.parseLong(words[0]) * scale,
                            Long.parseLong(words[1]) * scale,
                            words[2].equals("RA"));
            reads.add(new PredictedRead(request, words[3]));
        }
        return new ModelOrder(model, reads);
    }

    static CaptureQuery query(String name) {
        return CaptureQuery.of(
                List.of(prediction(name, "ext2"), prediction(name, "ext4")), sectorsPerBlock(name));
    }

    static List<String> lines(String name, String file) {
        try {
            return Files.readAllLines(
                    Path.of(Samples.class.getResource("/capture/" + name + "/" + file).toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
