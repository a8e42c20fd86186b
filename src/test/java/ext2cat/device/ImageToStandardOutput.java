// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Sends a whole image to the standard output. */
final class ImageToStandardOutput {

    private ImageToStandardOutput() {}

    /** {@code image}. */
    public static void main(String[] arguments) throws IOException {
        try (FileOutputStream output = new FileOutputStream(FileDescriptor.out);
                MappedDevice device = MappedDevice.open(Path.of(arguments[0]))) {
            device.transferTo(0, device.sizeBytes(), output.getChannel());
        }
    }
}
