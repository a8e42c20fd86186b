// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import ext2cat.device.ChannelDevice;
import ext2cat.volume.Volume;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files of a sound image hold: those that a change does not touch hold it still. */
final class Truth {

    private static final int LARGEST_BYTES = 1 << 20;

    private final byte[] image;
    private final Anatomy anatomy;
    private final Map<Long, Integer> hashes = new HashMap<>();
    private long compared;

    Truth(byte[] image, Anatomy anatomy) throws IOException {
        this.image = image;
        this.anatomy = anatomy;
        try (Volume volume = open()) {
            for (Anatomy.Footprint file : anatomy.files()) {
                if (volume.peek(file.inode()).sizeBytes() <= LARGEST_BYTES) {
                    try {
                        hashes.put(file.inode(), hash(volume, file.inode()));
                    } catch (IOException _) {
                        // Encrypted, or one of those that are there to be refused.
                    }
                }
            }
        }
    }

    /** How many files were read and compared. */
    long compared() {
        return compared;
    }

    /** The files of which a mutant changes nothing that they are read by. */
    List<Long> untouched(Mutant mutant) {
        List<Mutant.Change> changes = mutant.changes();
        if (changes.stream().anyMatch(c -> anatomy.isShared(c.at(), c.before().length))) {
            return List.of();
        }
        return anatomy.files().stream()
                .filter(file -> hashes.containsKey(file.inode()))
                .filter(
                        file ->
                                changes.stream()
                                        .noneMatch(
                                                c ->
                                                        anatomy.touches(
                                                                file, c.at(), c.before().length)))
                .map(Anatomy.Footprint::inode)
                .toList();
    }

    /** What is not as it was though nothing of it was changed. */
    Optional<String> lie(Mutant mutant) {
        List<Long> untouched = untouched(mutant);
        if (untouched.isEmpty()) {
            return Optional.empty();
        }
        try (Volume volume = open()) {
            for (long inode : untouched) {
                compared++;
                if (hash(volume, inode) != hashes.get(inode)) {
                    return Optional.of("inode " + inode + " has other bytes");
                }
            }
        } catch (IOException e) {
            return Optional.of("not touched, but: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Volume open() throws IOException {
        return Volume.open(ChannelDevice.of("mutant", new SeekableInMemoryByteChannel(image)));
    }

    private static int hash(Volume volume, long inode) throws IOException {
        return Arrays.hashCode(volume.inode(inode).readAllBytes());
    }
}
