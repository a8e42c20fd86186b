// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import ext2cat.device.BlockDevice;
import ext2cat.device.ChannelDevice;
import ext2cat.device.ChildJvm;
import ext2cat.device.MappedDevice;
import ext2cat.device.Partition;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

final class ImageOpenerTest {

    @TempDir private Path temporary;
    private ImageOpener opener;
    private Path image;

    @BeforeEach
    void nameImage() {
        opener = new ImageOpener(temporary, ExpansionProgress.SILENT);
        image = temporary.resolve("disk.img");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void anInputOfWhichNothingComesIsSaidToBeEmpty() {
        assertThatThrownBy(() -> opener.open(Path.of("/dev/null")))
                .hasMessageContaining("gives nothing (/dev/null); an image must be a file");
        assertThatThrownBy(() -> opener.open(Path.of("/dev/zero")))
                .hasMessageContaining("is a character device; an image must be a file");
    }

    @Test
    void aPlainFileIsMapped() throws IOException {
        Files.write(image, new byte[] {1, 2, 3});
        check(image, MappedDevice.class, 1, 2, 3);
    }

    @Test
    void aFileThatASymbolicLinkLeadsToIsMapped() throws IOException {
        Files.write(image, new byte[] {1, 2, 3});
        Path link = Files.createSymbolicLink(temporary.resolve("link"), image);
        check(link, MappedDevice.class, 1, 2, 3);
    }

    @Test
    void aFileOfAFileSystemThatCannotMapIsReadThroughAChannel() throws IOException {
        Path inMemory = Jimfs.newFileSystem(Configuration.unix()).getPath("/disk.img");
        Files.write(inMemory, new byte[] {1, 2, 3});
        check(inMemory, ChannelDevice.class, 1, 2, 3);
    }

    @Test
    void aCompressedFileOfAnyFileSystemIsExpandedAndMapped() throws IOException {
        Path inMemory = Jimfs.newFileSystem(Configuration.unix()).getPath("/disk");
        Files.write(inMemory, Compressor.compress(Compression.XZ, new byte[] {1, 2, 3}));
        check(inMemory, MappedDevice.class, 1, 2, 3);
    }

    @Test
    void anEmptyFileIsAnEmptyImage() throws IOException {
        Files.createFile(image);
        check(image, MappedDevice.class);
    }

    @Test
    void theNameOfAFileDoesNotMakeItCompressed() throws IOException {
        Path misnamed = temporary.resolve("disk.img.gz");
        Files.write(misnamed, new byte[] {1, 2, 3});
        check(misnamed, MappedDevice.class, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1f8b",
                "1f9d80",
                "fd377a585a",
                "28b52f",
                "4f2a4d1800",
                "602a4d1800",
                "425a6839",
                "425a68390000000000000000",
                "425a6839314159265358"
            })
    void aBeginningThatIsOnlyLikeASignatureIsTakenAsItIs(String head) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(head);
        Files.write(image, bytes);
        try (BlockDevice device = opener.open(image)) {
            assertThat(device.sizeBytes()).isEqualTo(bytes.length);
        }
    }

    @Test
    void aMissingFileIsTheStandardException() {
        assertThatThrownBy(() -> opener.open(image))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(image.toString());
    }

    @Test
    void aDirectoryIsRefused() {
        assertThatThrownBy(() -> opener.open(temporary))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(temporary + ": is a directory, not an image");
    }

    @Test
    void aCharacterDeviceIsRefused() {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "there is no /dev/zero");
        assertThatThrownBy(() -> opener.open(zeros))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith("/dev/zero: is a character device; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gzip"})
    void plainAndGzipImagesNeedNoLibrary(String format) throws Exception {
        byte[] content = {1, 2, 3};
        Files.write(
                image,
                format.equals("plain") ? content : Compressor.compress(Compression.GZIP, content));
        ChildJvm.Result result =
                ChildJvm.run(ChildJvm.command(List.of(), OpenedImage.class, image, temporary));
        assertThat(result.output()).isEqualTo("[1, 2, 3]\n");
    }

    @Test
    void aLibraryThatIsMissingIsAnErrorOfOneSentence() throws Exception {
        Files.write(image, Compressor.compress(Compression.XZ, new byte[] {1, 2, 3}));
        ChildJvm.Result result =
                ChildJvm.run(ChildJvm.command(List.of(), OpenedImage.class, image, temporary));
        assertThat(result.output())
                .startsWith(image + ": xz data cannot be expanded here: ")
                .hasLineCount(1);
    }

    @Test
    void theDataOfAUBootImageIsOpened() throws IOException {
        byte[] content = {1, 2, 3};
        Files.write(image, uImage(0, content));
        check(image, Partition.class, 1, 2, 3);
        Files.write(image, uImage(2, content));
        check(image, Partition.class, 1, 2);
        Files.write(image, uImage(99, content));
        check(image, Partition.class, 1, 2, 3);
        Files.write(image, uImage(0, Compressor.compress(Compression.LZMA, content)));
        check(image, MappedDevice.class, 1, 2, 3);
    }

    @Test
    void whatIsCompressedAtAnOffsetIsExpanded() throws IOException {
        Files.write(image, uImage(0, Compressor.compress(Compression.GZIP, new byte[] {7, 8})));
        try (BlockDevice device = opener.open(image, new Location.Offset(64))) {
            assertThat(device.sizeBytes()).isEqualTo(2);
        }
        // In a compressed disk the offset counts expanded bytes.
        Files.write(image, Compressor.compress(Compression.GZIP, new byte[] {7, 8, 9}));
        try (BlockDevice device = opener.open(image, new Location.Offset(1))) {
            assertThat(device.sizeBytes()).isEqualTo(2);
        }
    }

    @Test
    void whatIsCompressedAgainAndAgainIsNotExpandedForEver() throws IOException {
        byte[] content = {1, 2, 3};
        for (int layer = 0; layer < 5; layer++) {
            content = Compressor.compress(Compression.GZIP, content);
        }
        Files.write(image, content);
        check(image, MappedDevice.class, 1, 2, 3);
        byte[] again = Compressor.compress(Compression.GZIP, content);
        Files.write(image, Compressor.compress(Compression.GZIP, again));
        try (BlockDevice device = opener.open(image)) {
            assertThat(device.sizeBytes()).isGreaterThan(3);
        }
    }

    private static byte[] uImage(int sizeBytes, byte[] data) {
        return ByteBuffer.allocate(64 + data.length)
                .putInt(0, 0x27051956)
                .putInt(12, sizeBytes)
                .put(64, data)
                .array();
    }

    @Test
    void anXzFileThatNeedsMoreMemoryThanThereIsSaysSo() throws Exception {
        // The header of an xz file whose one block asks for a dictionary of 1.5 GiB.
        byte[] head = HexFormat.of().parseHex("fd377a585a000001" + "6922de36" + "0200210125000000");
        CRC32 crc = new CRC32();
        crc.update(head, 12, 8);
        byte[] xz =
                ByteBuffer.allocate(64)
                        .put(head)
                        .order(LITTLE_ENDIAN)
                        .putInt((int) crc.getValue())
                        .array();
        Files.write(image, xz);
        assertThatThrownBy(() -> opener.open(image))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        image + ": the JVM has too little memory to expand this xz data (");
    }

    private void check(Path path, Class<? extends BlockDevice> expected, int... content)
            throws IOException {
        try (BlockDevice device = opener.open(path)) {
            assertThat(device).isInstanceOf(expected);
            assertThat(device.name()).startsWith(path.toString());
            byte[] bytes = new byte[Math.toIntExact(device.sizeBytes())];
            device.read(0, MemorySegment.ofArray(bytes));
            assertThat(bytes).containsExactly(content);
        }
    }
}
