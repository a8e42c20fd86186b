// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.CaptureEvent;
import ext2cat.capture.MappedReads;
import ext2cat.inspect.BlockOwner;
import ext2cat.inspect.BlockUses;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.PathsOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the reads of a capture are of: files, metadata, free blocks, and what lies outside of the
 * file system, in the order in which each was first read.
 *
 * @param uses what was read
 * @param bytes of all reads
 */
record CaptureMap(List<Use> uses, long bytes) {

    private static final int SECTOR_BITS = 9;

    /** As many blocks are looked for. */
    private static final int MOST_BLOCKS = 1 << 20;

    /** Something that was read. */
    static final class Use {
        private final String what;
        private final OptionalLong inode;
        private final long firstRead;
        private final double firstSeconds;
        private final Set<String> processes = new LinkedHashSet<>();
        private Optional<TreePath> path = Optional.empty();
        private long reads;
        private long bytes;

        Use(String what, OptionalLong inode, long firstRead, double firstSeconds) {
            this.what = what;
            this.inode = inode;
            this.firstRead = firstRead;
            this.firstSeconds = firstSeconds;
        }

        /** {@code contents}, {@code map}, a kind of metadata, {@code free} or {@code outside}. */
        String what() {
            return what;
        }

        OptionalLong inode() {
            return inode;
        }

        Optional<TreePath> path() {
            return path;
        }

        /** The number of the read that touched it first, from 1. */
        long firstRead() {
            return firstRead;
        }

        /** When that was, after the first read of all. */
        double firstSeconds() {
            return firstSeconds;
        }

        long reads() {
            return reads;
        }

        long bytes() {
            return bytes;
        }

        Set<String> processes() {
            return processes;
        }
    }

    private record Key(String what, long inode) {}

    /** Finds the owners of all blocks that were read. */
    static CaptureMap of(Volume volume, MappedReads capture, Damage damage) throws IOException {
        TreeSet<Long> blocks = new TreeSet<>();
        int blockSectorBits = volume.blockBits() - SECTOR_BITS;
        long count = volume.layout().blocksCount();
        for (CaptureEvent read : capture.reads()) {
            long first = read.sector() - capture.offsetSectors();
            for (long at = first >> blockSectorBits;
                    first >= 0
                            && at <= first + read.sectors() - 1 >> blockSectorBits
                            && at < count
                            && blocks.size() < MOST_BLOCKS;
                    at++) {
                blocks.add(at);
            }
        }
        Map<Long, BlockUses.Owners> owners = BlockUses.of(volume, new ArrayList<>(blocks), damage);
        Map<Key, Use> uses = new LinkedHashMap<>();
        long bytes = 0;
        long number = 0;
        long start = capture.reads().getFirst().timeNanos();
        for (CaptureEvent read : capture.reads()) {
            number++;
            bytes += read.sectors() << SECTOR_BITS;
            Set<Use> touched = new HashSet<>();
            long first = read.sector() - capture.offsetSectors();
            for (long done = 0; done < read.sectors(); ) {
                long sector = first + done;
                long block = sector >> blockSectorBits;
                boolean inside = sector >= 0 && block < count && owners.containsKey(block);
                long toEnd = inside ? (block + 1 << blockSectorBits) - sector : read.sectors();
                long sectors = Math.min(read.sectors() - done, toEnd);
                Key key = inside ? key(owners.get(block)) : new Key("outside", 0);
                long firstRead = number;
                double seconds = (read.timeNanos() - start) / 1e9;
                Use use =
                        uses.computeIfAbsent(
                                key,
                                it ->
                                        new Use(
                                                it.what(),
                                                it.inode() == 0
                                                        ? OptionalLong.empty()
                                                        : OptionalLong.of(it.inode()),
                                                firstRead,
                                                seconds));
                use.bytes += sectors << SECTOR_BITS;
                if (!read.process().isEmpty()) {
                    use.processes.add(read.process());
                }
                if (touched.add(use)) {
                    use.reads++;
                }
                done += sectors;
            }
        }
        name(volume, uses, damage);
        return new CaptureMap(List.copyOf(uses.values()), bytes);
    }

    private static void name(Volume volume, Map<Key, Use> uses, Damage damage) throws IOException {
        Set<Long> inodes = new HashSet<>();
        uses.keySet().stream().map(Key::inode).filter(it -> it != 0).forEach(inodes::add);
        Map<Long, TreePath> paths = PathsOf.firstOf(volume, inodes, damage);
        uses.forEach((key, use) -> use.path = Optional.ofNullable(paths.get(key.inode())));
    }

    /** The first owner that is not deleted counts, else the first. */
    private static Key key(BlockUses.Owners owners) {
        List<BlockOwner> all = owners.kept();
        return all.stream()
                .filter(it -> !(it instanceof BlockOwner.OfInode file && file.deleted()))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(CaptureMap::key)
                .orElse(new Key("free", 0));
    }

    private static Key key(BlockOwner owner) {
        return switch (owner) {
            case BlockOwner.Metadata metadata -> new Key(metadata.part().kind().label(), 0);
            case BlockOwner.Contents file -> new Key("contents", file.inode());
            case BlockOwner.Table file -> new Key("map", file.inode());
            case BlockOwner.Own file -> new Key("attributes", file.inode());
        };
    }
}
