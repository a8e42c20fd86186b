// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.archive.ImageOpener;
import ext2cat.cli.line.Arguments;
import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;
import ext2cat.disk.FileName;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Which file system a command is to open.
 *
 * @param image the image, as typed
 * @param offsetBytes where in the image the file system begins
 * @param superblock the superblock to open by
 */
public record ImageSource(String image, long offsetBytes, OptionalLong superblock) {

    /** The file system at the first byte of an image, by its primary superblock. */
    public static ImageSource of(String image) {
        return new ImageSource(image, 0, OptionalLong.empty());
    }

    /** The file system that the options tell of. */
    public static ImageSource of(String image, ImageParameters options) {
        return new ImageSource(image, options.offsetBytes(), options.superblock());
    }

    /** Opens it; what a reader should know of it before is said on {@code streams}. */
    Volume open(Streams streams, String program) throws IOException {
        Volume volume = Volume.open(device(streams), openOptions());
        for (String warning : volume.warnings()) {
            streams.say(program + ": warning: " + label() + ": " + warning);
        }
        return volume;
    }

    /** The bytes that the file system lies in, whatever they hold. */
    public BlockDevice device(Streams streams) throws IOException {
        BlockDevice device = expanded(streams);
        return offsetBytes == 0 ? device : part(device);
    }

    /** How the file system is to be opened. */
    public OpenOptions openOptions() {
        return superblock.isPresent()
                ? OpenOptions.DEFAULT.withSuperblock(superblock.getAsLong())
                : OpenOptions.DEFAULT;
    }

    /** What messages call the image: its name, safe to show. */
    public String label() {
        return FileName.of(Arguments.bytes(image)).toString();
    }

    private BlockDevice expanded(Streams streams) throws IOException {
        try (ExpansionBar bar = new ExpansionBar(streams, label())) {
            return new ImageOpener(ImageOpener.defaultTemporaryDirectory(), bar)
                    .open(Arguments.path(image));
        }
    }

    private BlockDevice part(BlockDevice whole) throws IOException {
        try {
            return Partition.from(whole, offsetBytes);
        } catch (IOException e) {
            whole.close();
            throw e;
        }
    }
}
