// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import ext2cat.device.BlockDevice;
import ext2cat.device.ChannelDevice;
import ext2cat.device.MappedDevice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What carries the bytes of an expanded image. */
public enum Carrier {
    /** A mapped file. */
    MAPPED {
        @Override
        public BlockDevice open(TestImage image, Path folder) throws IOException {
            return MappedDevice.open(image.expandInto(folder));
        }
    },
    /** A channel of a file system in memory, which cannot map. */
    JIMFS {
        @Override
        public BlockDevice open(TestImage image, Path folder) throws IOException {
            if (image.name().equals(TOO_LARGE_FOR_MEMORY)) {
                return ChannelDevice.open(image.expandInto(folder));
            }
            Path inMemory = Jimfs.newFileSystem(Configuration.unix()).getPath("/disk.img");
            return ChannelDevice.open(Files.write(inMemory, image.bytes()));
        }
    };

    /** The one image of 4.5 GiB: it is read through the channel of a sparse file. */
    private static final String TOO_LARGE_FOR_MEMORY = "far-4k";

    /**
     * Opens an image.
     *
     * @param folder an empty folder for a file
     * @return to be closed by the caller
     */
    public abstract BlockDevice open(TestImage image, Path folder) throws IOException;
}
