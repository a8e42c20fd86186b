// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a temporary image that is larger than the disk or the limit allows; prints the error. */
final class FullTemporaryFile {

    private FullTemporaryFile() {}

    /** {@code folder}. */
    public static void main(String[] arguments) {
        byte[] chunk = new byte[TemporaryFile.CHUNK_BYTES];
        Arrays.fill(chunk, (byte) 1);
        try (TemporaryFile image = TemporaryFile.createIn(Path.of(arguments[0]))) {
            for (int i = 0; i < 16; i++) {
                image.append(chunk, chunk.length);
            }
            System.out.println("no error");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
