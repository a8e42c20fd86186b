// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.image.partition.DividedDisk;
import ext2cat.images.MadeImage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One small disk in every form that can be written here. */
public final class ContainerSamples {

    private static final int CLUSTER_BITS = 12;

    private ContainerSamples() {}

    /** A disk with a small file system. */
    public static byte[] disk() throws IOException {
        Path file = Files.createTempFile("disk-", ".img");
        try {
            new MadeImage(1024, 32)
                    .putDirectory(2, MadeImage.file(12, "f"), MadeImage.directory(13, "d"))
                    .putFile(12, 1, "What is in f.\n".repeat(200))
                    .putDirectory(13, MadeImage.symlink(14, "l"))
                    .putSymlink(14, "../f")
                    .write(file);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * The files, by the name that each would have.
     *
     * @param disk a whole number of 4096 bytes
     */
    public static Map<String, byte[]> of(byte[] disk) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("v2.qcow2", qcow2(new Qcow2Writer(2, CLUSTER_BITS, disk.length), disk));
        files.put(
                "v3.qcow2",
                qcow2(new Qcow2Writer(3, CLUSTER_BITS, disk.length).snapshots("one", "two"), disk));
        files.put("zstd.qcow2", qcow2(new Qcow2Writer(3, CLUSTER_BITS, disk.length).zstd(), disk));
        files.put("sparse.vmdk", VmdkWriter.sparse(disk, VmdkWriter.PLAIN));
        files.put("streamed.vmdk", VmdkWriter.streamed(disk));
        files.put("smart.e01", EvidenceWriter.smart(disk, true).segment(1));
        files.put("encase.e01", EvidenceWriter.encase(disk, true).segment(1));
        files.put("a.vdi", VdiTest.sample());
        files.put("a.vhd", VhdTest.dynamic());
        VhdxWriter vhdx = new VhdxWriter(1 << 20, 1 << 20, 512);
        files.put("a.vhdx", vhdx.entry(0, vhdx.stored(disk)).file());
        files.put("a.simg", AndroidSparseTest.sample());
        files.put("gpt.img", gpt(disk));
        files.put("a.img.gz", gzip(disk));
        files.put("a.zip", zip(disk));
        return files;
    }

    private static byte[] qcow2(Qcow2Writer writer, byte[] disk) {
        int clusterBytes = 1 << CLUSTER_BITS;
        for (int cluster = 0; cluster < disk.length / clusterBytes; cluster++) {
            byte[] data =
                    Arrays.copyOfRange(disk, cluster * clusterBytes, (cluster + 1) * clusterBytes);
            if (cluster % 2 == 0) {
                writer.stored(cluster, data);
            } else {
                writer.compressed(cluster, data);
            }
        }
        return writer.file();
    }

    private static byte[] gpt(byte[] disk) {
        int first = 64;
        DividedDisk divided =
                new DividedDisk(2 * first + disk.length / 512, 512)
                        .gpt(0, DividedDisk.LINUX, first, first + disk.length / 512 - 1, "one")
                        .sign();
        System.arraycopy(disk, 0, divided.bytes(), first * 512, disk.length);
        return divided.bytes();
    }

    private static byte[] gzip(byte[] disk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(disk);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] disk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            out.putNextEntry(new ZipEntry("disk.img"));
            out.write(disk);
        }
        return bytes.toByteArray();
    }
}
