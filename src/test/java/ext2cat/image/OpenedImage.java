// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens an image and prints its bytes, or the error. */
final class OpenedImage {

    private OpenedImage() {}

    /** {@code image}, and the folder for temporary files. */
    public static void main(String[] arguments) {
        ImageOpener opener = new ImageOpener(Path.of(arguments[1]), ExpansionProgress.SILENT);
        try (BlockDevice device = opener.open(Path.of(arguments[0]))) {
            byte[] content = new byte[Math.toIntExact(device.sizeBytes())];
            device.read(0, MemorySegment.ofArray(content));
            System.out.println(Arrays.toString(content));
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
