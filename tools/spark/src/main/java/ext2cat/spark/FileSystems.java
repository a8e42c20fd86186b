// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import ext2cat.device.BlockDevice;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;
import ext2cat.image.Location;
import ext2cat.image.partition.PartitionContent;
import ext2cat.image.partition.Partitioning;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The file systems in an image: one, or one a partition. They share a device. */
final class FileSystems implements Closeable {

    /**
     * One of them.
     *
     * @param partition the number of its partition; empty if it is the whole image
     */
    record Place(Optional<Integer> partition, BlockDevice device) {}

    /** A device that a volume does not close with itself: others are on the same disk. */
    private record Shared(BlockDevice device) implements BlockDevice {
        @Override
        public String name() {
            return device.name();
        }

        @Override
        public long sizeBytes() {
            return device.sizeBytes();
        }

        @Override
        public long startBytes() {
            return device.startBytes();
        }

        @Override
        public void read(long positionBytes, MemorySegment destination) throws IOException {
            device.read(positionBytes, destination);
        }

        @Override
        public void close() {}
    }

    private final BlockDevice disk;
    private final Deque<Place> places = new ArrayDeque<>();

    private FileSystems(BlockDevice disk) throws IOException {
        this.disk = disk;
        Optional<Partitioning> table =
                PartitionContent.isExt(disk, 0) ? Optional.empty() : Partitioning.of(disk);
        if (table.isEmpty()) {
            places.add(new Place(Optional.empty(), new Shared(disk)));
            return;
        }
        for (Partitioning.Used used : table.get().partitions()) {
            if (used.content().isPresent()) {
                int number = used.partition().number();
                places.add(new Place(Optional.of(number), new Shared(table.get().part(used))));
            }
        }
    }

    /** Opens an image in any form; the channel is closed with what this gives, or on failure. */
    static FileSystems open(HadoopChannel image, String name) throws IOException {
        ImageOpener opener =
                new ImageOpener(ImageOpener.defaultTemporaryDirectory(), ExpansionProgress.SILENT);
        BlockDevice disk = opener.open(image, name, new Location.Offset(0));
        try {
            return new FileSystems(disk);
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /** The next file system; it is not closed by itself. */
    Optional<Place> next() {
        return Optional.ofNullable(places.poll());
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
