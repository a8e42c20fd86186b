// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import ext2cat.bio.Bio;
import ext2cat.bio.BlockUse;
import ext2cat.bio.DeviceSubmitter;
import ext2cat.bio.destination.SegmentDestination;
import ext2cat.device.MappedDevice;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What it costs to open an image, to look up a path or an inode, and to carry out one bio. */
public class VolumeBenchmark extends ShortBenchmark {

    private static final long README_INODE = 12;

    private final ImagePath path =
            ImagePath.typed("/README.txt".getBytes(StandardCharsets.US_ASCII));

    private Path image;
    private MappedDevice device;
    private Volume volume;
    private DeviceSubmitter submitter;
    private Bio bio;

    /** Unpacks the image of the quick start and opens it. */
    @Setup
    public void open() throws IOException {
        image = Files.createTempFile("ext2cat-bench", ".img");
        Files.write(image, SmallImage.bytes());
        device = MappedDevice.open(image);
        volume = Volume.open(device);
        int blockSizeBytes = volume.blockSizeBytes();
        submitter = new DeviceSubmitter(device, blockSizeBytes);
        MemorySegment memory = MemorySegment.ofArray(new byte[blockSizeBytes]);
        bio = Bio.ofMetadata(1, BlockUse.INODE_TABLE, 0, new SegmentDestination(memory, 0));
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
        volume.close();
        Files.delete(image);
    }

    /** The superblock read and checked, on a device that is open; the limit is 1 KiB of copying. */
    @Benchmark
    public Volume openVolume() throws IOException {
        return Volume.open(device);
    }

    /** The file opened and mapped too; the limit is six system calls. */
    @Benchmark
    public long openImage() throws IOException {
        try (Volume opened = Volume.open(MappedDevice.open(image))) {
            return opened.blockSizeBytes();
        }
    }

    /** A path of one step, with its blocks in memory. */
    @Benchmark
    public long lookup() throws IOException {
        return path.lookup(volume).number();
    }

    /** An inode whose block is in memory; the limit is to copy its 128 bytes. */
    @Benchmark
    public int inode() throws IOException {
        return volume.inode(README_INODE).disk().mode();
    }

    /** One block copied from the mapping; the limit is the copy, and a stat against truncation. */
    @Benchmark
    public void submit() throws IOException {
        submitter.submit(bio);
    }
}
