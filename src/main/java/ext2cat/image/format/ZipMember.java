// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A file in a zip archive. Only this class names the library that reads the directory of such an
 * archive, which stands at its end.
 *
 * @param archive the archive
 * @param entry what the directory says of it
 * @param dataAt where its data begins
 */
record ZipMember(BlockDevice archive, ZipArchiveEntry entry, long dataAt) implements ArchiveMember {

    /** A gzip header without a name or a time: magic number, deflate, no flags. */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int GZIP_TRAILER_BYTES = 8;

    /** The regular files of an archive. */
    static ArchiveMembers all(BlockDevice archive) throws IOException {
        // Closing it would close the channel only, and that has nothing to close.
        try (ZipFile zip =
                ZipFile.builder()
                        .setSeekableByteChannel(new DeviceChannel(archive))
                        .setIgnoreLocalFileHeader(true)
                        .get()) {
            List<ArchiveMember> members = new ArrayList<>();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.isDirectory() || entry.isUnixSymlink()) {
                    continue;
                }
                if (members.size() == ArchiveMembers.MOST) {
                    throw new MemberChoiceException(
                            archive,
                            "the archive holds more than %d files, so it is not that of an image"
                                    .formatted(ArchiveMembers.MOST));
                }
                zip.getRawInputStream(entry).close(); // finds out where the data is
                members.add(new ZipMember(archive, entry, entry.getDataOffset()));
            }
            return new ArchiveMembers(archive, members);
        } catch (MemberChoiceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new WrongContainerException(
                    archive,
                    "the directory of the zip archive is missing or damaged (%s)"
                            .formatted(e.getMessage()));
        }
    }

    @Override
    public String name() {
        return entry.getName();
    }

    @Override
    public long sizeBytes() {
        return entry.getSize();
    }

    @Override
    public byte[] head(int lengthBytes) throws IOException {
        if (isEncrypted() || dataAt < 0) {
            return new byte[0];
        }
        // The cast is safe: it is lengthBytes at most.
        int packedBytes = (int) Math.clamp(entry.getCompressedSize(), 0, 2L * lengthBytes);
        byte[] packed = Head.at(archive, dataAt, packedBytes);
        return entry.getMethod() == ZipArchiveEntry.DEFLATED
                ? inflated(packed, lengthBytes)
                : packed;
    }

    private static byte[] inflated(byte[] packed, int mostBytes) {
        byte[] head = new byte[mostBytes];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int got = inflater.inflate(head);
            return Arrays.copyOf(head, got);
        } catch (DataFormatException e) {
            return new byte[0]; // the expansion will say so
        }
    }

    @Override
    public BlockDevice open() throws IOException {
        if (isEncrypted()) {
            throw refused("is encrypted");
        }
        long packedBytes = entry.getCompressedSize();
        if (packedBytes < 0 || dataAt < 0 || dataAt > archive.sizeBytes() - packedBytes) {
            throw new WrongContainerException(
                    archive,
                    "member %s of the zip archive has %d bytes at byte %d; the archive ends at byte %d"
                            .formatted(name(), packedBytes, dataAt, archive.sizeBytes()));
        }
        return switch (ZipMethod.getMethodByCode(entry.getMethod())) {
            // What these make is a file of its own format, which begins with its magic number.
            case STORED, BZIP2, XZ, ZSTD, ZSTD_DEPRECATED ->
                    Partition.of(archive, dataAt, packedBytes);
            case DEFLATED -> gzip(packedBytes);
            case null -> throw refused("is compressed by method " + entry.getMethod());
            default ->
                    throw refused(
                            "is compressed by method "
                                    + ZipMethod.getMethodByCode(entry.getMethod()));
        };
    }

    /**
     * The member as a gzip file. Both formats hold deflated data; gzip has a short header before
     * it, and after it the CRC and the size, which a zip archive has in its directory.
     */
    private BlockDevice gzip(long packedBytes) {
        byte[] trailer =
                ByteBuffer.allocate(GZIP_TRAILER_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) entry.getCrc())
                        .putInt((int) entry.getSize())
                        .array();
        DiskParts parts = new DiskParts();
        parts.add(GZIP_HEADER.length, DiskParts.of(GZIP_HEADER));
        if (packedBytes > 0) {
            parts.add(packedBytes, DiskParts.stored(archive, dataAt));
        }
        parts.add(trailer.length, DiskParts.of(trailer));
        return new VirtualDisk(
                "%s (member %s)".formatted(archive.name(), name()),
                parts.sizeBytes(),
                parts,
                List.of(archive));
    }

    private boolean isEncrypted() {
        return entry.getGeneralPurposeBit().usesEncryption();
    }

    private UnsupportedContainerException refused(String why) {
        return new UnsupportedContainerException(
                archive, "member %s of the zip archive %s".formatted(name(), why));
    }
}
