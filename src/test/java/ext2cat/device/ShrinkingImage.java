// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a mapped image until the reading is compiled, makes the file shorter and reads it again;
 * several times for each of several sizes. Prints how each size ended.
 */
final class ShrinkingImage {

    private static final int IMAGE_BYTES = 1 << 20;
    private static final int[] READ_BYTES = {8, 40, 4096, 300_000};
    private static final int ROUNDS = 5;

    private ShrinkingImage() {}

    /** {@code folder}, and how often to read before the file becomes shorter. */
    public static void main(String[] arguments) throws IOException {
        Path image = Path.of(arguments[0], "shrinking.img");
        int warmUp = Integer.parseInt(arguments[1]);
        byte[] content = new byte[IMAGE_BYTES];
        Arrays.fill(content, (byte) 7);
        for (int readBytes : READ_BYTES) {
            for (int round = 0; round < ROUNDS; round++) {
                Files.write(image, content);
                System.out.println(readBytes + " " + outcome(image, readBytes, warmUp));
            }
        }
    }

    private static String outcome(Path image, int readBytes, int warmUp) throws IOException {
        MemorySegment destination = MemorySegment.ofArray(new byte[readBytes]);
        try (MappedDevice device = MappedDevice.open(image)) {
            for (int i = 0; i < warmUp; i++) {
                device.read(i * 997L % (IMAGE_BYTES - readBytes), destination);
            }
            try (RandomAccessFile writer = new RandomAccessFile(image.toFile(), "rw")) {
                writer.setLength(4096);
            }
            try {
                device.read(500_000, destination);
                return "no error";
            } catch (DeviceShrunkException e) {
                return "shrunk";
            }
        }
    }
}
