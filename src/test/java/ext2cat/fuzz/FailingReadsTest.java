// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.check.Check;
import ext2cat.device.BlockDevice;
import ext2cat.device.ChannelDevice;
import ext2cat.disk.FileType;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.Volume;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** A read that fails (EIO) is an IOException of what needs it; all else is read as it is. */
@Timeout(120)
final class FailingReadsTest {

    @ParameterizedTest
    @ValueSource(strings = {"tree-default-1k", "ext3-recover-1k", "extents-1k", "htree-1k"})
    void eachReadOfAWalkMayFail(String name) throws IOException {
        byte[] image = new TestImages().named(name).bytes();
        Failing sound = new Failing(image, Long.MAX_VALUE, Long.MAX_VALUE);
        Map<Long, Integer> expected = walk(sound);
        assertThat(expected).hasSizeGreaterThan(2);
        int whole = 0;
        for (long read = 0; read < sound.reads; read += Math.max(1, sound.reads / 150)) {
            Map<Long, Integer> got = walk(new Failing(image, read, Long.MAX_VALUE));
            assertThat(expected.entrySet()).as("read %d", read).containsAll(got.entrySet());
            whole += got.size() >= expected.size() - 1 ? 1 : 0;
        }
        // One read is mostly one file.
        assertThat(whole).isPositive();
        for (long every = 1; every < 40; every++) {
            Map<Long, Integer> got = walk(new Failing(image, every - 1, every));
            assertThat(expected.entrySet()).as("every %d", every).containsAll(got.entrySet());
        }
    }

    /** Hashes by inode of all files that can be found and read. */
    private static Map<Long, Integer> walk(Failing device) {
        Map<Long, Integer> hashes = new HashMap<>();
        try (Volume volume = Volume.open(device)) {
            Queue<Inode> directories = new ArrayDeque<>();
            directories.add(volume.root());
            while (!directories.isEmpty()) {
                try {
                    for (TreeEntry entry : directories.remove().list()) {
                        read(entry.inode(), hashes, directories);
                    }
                } catch (IOException _) {
                    // A directory less.
                }
            }
            new Check(volume).run(10, _ -> {});
            if (!volume.warnings().isEmpty()) {
                return Map.of(); // the journal could not be read, which is said: files are older
            }
        } catch (IOException _) {
            // All or the rest of it is lost.
        }
        return hashes;
    }

    private static void read(Inode inode, Map<Long, Integer> hashes, Queue<Inode> directories) {
        try {
            if (inode.isDirectory()) {
                directories.add(inode);
            } else if (inode.type() == FileType.REGULAR) {
                hashes.put(inode.number(), Arrays.hashCode(inode.readAllBytes()));
            }
        } catch (IOException _) {
            // A file less.
        }
    }

    /** Fails at one read, and perhaps at every so manyth from there on. */
    private static final class Failing implements BlockDevice {

        private final BlockDevice device;
        private final long first;
        private final long every;
        private long reads;

        Failing(byte[] image, long first, long every) throws IOException {
            this.device = ChannelDevice.of("failing", new SeekableInMemoryByteChannel(image));
            this.first = first;
            this.every = every;
        }

        @Override
        public String name() {
            return device.name();
        }

        @Override
        public long sizeBytes() {
            return device.sizeBytes();
        }

        @Override
        public void read(long positionBytes, MemorySegment destination) throws IOException {
            long read = reads++;
            if (read >= first && (read - first) % every == 0) {
                throw new IOException("Input/output error");
            }
            device.read(positionBytes, destination);
        }

        @Override
        public void close() throws IOException {
            device.close();
        }
    }
}
