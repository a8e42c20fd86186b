// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.Optional;

/**
 * The files that lie in the directory of an image. A format of several files finds the others here,
 * and nowhere else: a name in an image comes from a stranger.
 */
public interface Siblings {

    /** Of an image that has no directory, as one that a channel gives. */
    Siblings NONE =
            new Siblings() {
                @Override
                public String imageName() {
                    return "";
                }

                @Override
                public Optional<BlockDevice> open(String name) {
                    return Optional.empty();
                }
            };

    /** The name of the image in its directory, e.g. {@code disk.vmdk}; empty if it has none. */
    String imageName();

    /**
     * The bytes of a file in that directory, as they are; whoever asks closes them.
     *
     * @param name its name; one that leads out of the directory is that of no file
     * @return empty if there is no such file
     * @throws IOException if it cannot be opened
     */
    Optional<BlockDevice> open(String name) throws IOException;
}
