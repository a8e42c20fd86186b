// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.device.BlockDevice;
import ext2cat.device.ChannelDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.image.Ending;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Opens one image. */
final class Opening implements ExpansionProgress {

    /** How a zip archive begins that has an entry. */
    private static final byte[] ZIP = "PK\3\4".getBytes(StandardCharsets.US_ASCII);

    private final Ext2FileSystemProvider provider;
    private final Path image;
    private final URI imageUri;
    private final OpenEnvironment how;
    private final List<String> warnings = new ArrayList<>();

    Opening(Ext2FileSystemProvider provider, Path image, URI imageUri, OpenEnvironment how) {
        this.provider = provider;
        this.image = image;
        this.imageUri = imageUri;
        this.how = how;
    }

    /**
     * Opens the image.
     *
     * @throws CorruptImageException if it is none, or its superblock makes no sense
     * @throws IOException as {@link ImageOpener#open(Path)}
     */
    Ext2FileSystem open() throws IOException {
        return of(device());
    }

    /**
     * Opens the image, if it is one.
     *
     * @throws UnsupportedOperationException if it is none
     * @throws IOException if it cannot be read, or its file system cannot be opened
     */
    Ext2FileSystem openIfImage() throws IOException {
        if (Files.isDirectory(image) || Files.isRegularFile(image) && isZip()) {
            throw isNoImage();
        }
        BlockDevice device = device();
        try {
            Volume.superblockOf(device, how.options());
        } catch (IOException e) {
            device.close();
            if (e instanceof CorruptImageException) {
                throw isNoImage();
            }
            throw e;
        }
        return of(device);
    }

    private UnsupportedOperationException isNoImage() {
        return new UnsupportedOperationException(image + " is no image of ext2, ext3 or ext4");
    }

    private boolean isZip() throws IOException {
        try (BlockDevice file = ChannelDevice.open(image)) {
            byte[] head = new byte[(int) Math.min(ZIP.length, file.sizeBytes())];
            file.read(0, MemorySegment.ofArray(head));
            return Arrays.equals(head, ZIP);
        }
    }

    private BlockDevice device() throws IOException {
        return new ImageOpener(ImageOpener.defaultTemporaryDirectory(), this)
                .open(image, how.location());
    }

    private Ext2FileSystem of(BlockDevice device) throws IOException {
        Volume volume = Volume.open(device, how.options());
        return new Ext2FileSystem(provider, imageUri, volume, List.copyOf(warnings));
    }

    @Override
    public void expanded(long readBytes, long compressedBytes, long expandedBytes) {}

    @Override
    public void warned(String sentence) {
        warnings.add(sentence);
    }

    @Override
    public void ended(Ending ending) {
        ending.warning().ifPresent(warnings::add);
    }
}
