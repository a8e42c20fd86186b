// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import ext2cat.bio.BioDestination;
import ext2cat.check.Check;
import ext2cat.device.BlockDevice;
import ext2cat.device.ChannelDevice;
import ext2cat.volume.Inode;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.DirectoryReader;
import ext2cat.volume.walk.PathsOf;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A small image that is changed by chance and read as a whole: every directory, symlink and file.
 * Damage may be told by any {@link IOException}; everything else comes out.
 */
final class MutatedImage {

    private static final int MOST_FILES = 200;
    private static final int MOST_FINDINGS = 4;
    private static final int MOST_READ_BYTES = 1 << 20;

    /** Reads of an image, with everything in it read once and the same tables again and again. */
    private static final long READS_PER_BLOCK = 40;

    private final byte[] image;
    private final int metadataBytes;
    private final byte[] buffer = new byte[1 << 16];
    private final String path;
    private int failures;

    /**
     * An image to be changed.
     *
     * @param path leads through directories and symlinks to something in it
     * @param metadataBytes the beginning of it, which is changed most
     */
    MutatedImage(TestImage image, String path, int metadataBytes) throws IOException {
        this.path = path;
        this.image = image.bytes();
        this.metadataBytes = metadataBytes;
    }

    /** How many readings met damage. */
    int failures() {
        return failures;
    }

    /** Changes the image, reads it, and changes it back. */
    void read(long seed) {
        Mutation mutation = Mutation.apply(image, metadataBytes, seed);
        try {
            readAll();
        } catch (IOException _) {
            failures++;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            mutation.undo();
        }
    }

    private void readAll() throws IOException {
        try (Volume volume = open()) {
            check(volume);
        }
        try (Volume volume = open()) {
            List<Inode> files = new ArrayList<>();
            IOException first = null;
            files.add(volume.root());
            for (int i = 0; i < files.size(); i++) {
                try {
                    read(files.get(i), files);
                } catch (IOException e) {
                    first = e;
                }
            }
            ImagePath.typed(path).lookup(volume);
            if (first != null) {
                throw first;
            }
        }
    }

    private Volume open() throws IOException {
        long budget = image.length / 1024 * READS_PER_BLOCK;
        BlockDevice device = ChannelDevice.of("mutated", new SeekableInMemoryByteChannel(image));
        return Volume.open(
                device,
                OpenOptions.DEFAULT.withObserver(next -> new BudgetSubmitter(next, budget)));
    }

    /** Whatever is wrong is found without an exception, and is told in one line. */
    private static void check(Volume volume) throws IOException {
        Set<Long> inodes = new HashSet<>();
        new Check(volume)
                .run(
                        MOST_FINDINGS,
                        finding -> {
                            finding.place().inode().ifPresent(inodes::add);
                            if (finding.sentence().lines().count() != 1) {
                                throw new IllegalStateException(finding.sentence());
                            }
                        });
        PathsOf.firstOf(volume, inodes, (_, _) -> {});
    }

    private void read(Inode inode, List<Inode> files) throws IOException {
        switch (inode.type()) {
            case DIRECTORY -> list(inode, files);
            case SYMLINK -> inode.symlinkTarget();
            case REGULAR -> inode.read(0, inode.sizeBytes(), checking());
            default -> {}
        }
    }

    private static void list(Inode directory, List<Inode> files) throws IOException {
        DirectoryReader entries = new DirectoryReader(directory);
        while (entries.next()) {
            entries.entry().dirent().name().toString();
            if (!entries.entry().name().isDotOrDotDot() && files.size() < MOST_FILES) {
                files.add(directory.volume().inode(entries.entry().inode()));
            }
        }
    }

    /** Reads the bytes of each run, up to some amount. */
    private BioDestination checking() {
        long[] readBytes = {0};
        return (device, position, fileOffset, length) -> {
            for (long at = 0; at < length && readBytes[0] < MOST_READ_BYTES; ) {
                int part = (int) Math.min(buffer.length, length - at);
                device.read(position + at, MemorySegment.ofArray(buffer).asSlice(0, part));
                at += part;
                readBytes[0] += part;
            }
        };
    }
}
