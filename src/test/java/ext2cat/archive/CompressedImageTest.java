// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;
import ext2cat.device.DeviceShrunkException;
import ext2cat.device.MappedDevice;
import ext2cat.device.OpenFiles;
import ext2cat.device.TemporaryImage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Every format, expanded from good and from damaged files. */
@ParameterizedClass
@EnumSource(Compression.class)
final class CompressedImageTest {

    private static final int CHUNK = TemporaryImage.CHUNK_BYTES;

    private final Compression compression;
    @TempDir private Path temporary;
    private Path expansions;
    private Path image;

    CompressedImageTest(Compression compression) {
        this.compression = compression;
    }

    @BeforeEach
    void makeFolders() throws IOException {
        expansions = Files.createDirectory(temporary.resolve("expansions"));
        image = temporary.resolve("image");
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(expansions).isEmptyDirectory();
        if (OpenFiles.areKnown()) {
            assertThat(OpenFiles.in(temporary)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 7 * CHUNK, 7 * CHUNK + 7})
    void anImageIsExpandedToItsContent(int sizeBytes) throws IOException {
        byte[] content = content(sizeBytes);
        Files.write(image, compress(content));
        assertThat(open()).isEqualTo(content);
    }

    @Test
    void anImageThatEndsInZerosKeepsItsSize() throws IOException {
        byte[] content = Arrays.copyOf(content(CHUNK), 5 * CHUNK + 3);
        Files.write(image, compress(content));
        assertThat(open()).isEqualTo(content);
    }

    @Test
    void twoCompressedFilesInOneAreOneImage() throws IOException {
        byte[] first = content(CHUNK + 5);
        byte[] second = content(3 * CHUNK);
        Files.write(image, concat(compress(first), compress(second)));
        assertThat(open()).isEqualTo(concat(first, second));
    }

    @Test
    void progressIsToldUntilAllIsRead() throws IOException {
        Files.write(image, compress(content(4 * CHUNK + 1)));
        List<Long> read = new ArrayList<>();
        List<Long> expanded = new ArrayList<>();
        ExpansionProgress progress =
                (readBytes, compressedBytes, expandedBytes) -> {
                    assertThat(compressedBytes).isEqualTo(image.toFile().length());
                    read.add(readBytes);
                    expanded.add(expandedBytes);
                };
        new ImageOpener(expansions, progress).open(image).close();
        assertThat(read).isSorted().endsWith(Files.size(image));
        assertThat(expanded).hasSize(5).isSorted().endsWith(4L * CHUNK + 1);
    }

    @Test
    void theNameTellsThatTheBytesAreExpanded() throws IOException {
        Files.write(image, compress(content(10)));
        try (BlockDevice device =
                new ImageOpener(expansions, ExpansionProgress.SILENT).open(image)) {
            assertThat(device.name()).isEqualTo(image + " (expanded)");
        }
    }

    @Test
    void aFileThatIsCutOffAnywhereIsAnErrorThatSaysWhere() throws IOException {
        byte[] compressed = compress(content(CHUNK + 5));
        for (int size = 10; size < compressed.length; size += 1 + compressed.length / 17) {
            Files.write(image, Arrays.copyOf(compressed, size));
            checkDamaged();
        }
        Files.write(image, Arrays.copyOf(compressed, compressed.length - 1));
        checkDamaged();
    }

    @Test
    void aFileInWhichOneByteIsWrongIsAnError() throws IOException {
        byte[] compressed = compress(content(CHUNK + 5));
        // Not the header: a date, or an operating system, may have any value.
        for (int at = 30; at < compressed.length; at += 1 + compressed.length / 17) {
            byte[] damaged = compressed.clone();
            damaged[at] ^= 0x55;
            Files.write(image, damaged);
            checkDamaged();
        }
    }

    @Test
    void aSecondFileThatIsCutOffIsAnError() throws IOException {
        byte[] first = compress(content(100));
        byte[] second = compress(content(3 * CHUNK));
        for (int size = 1; size < second.length; size += size < 50 ? 7 : 20_011) {
            Files.write(image, concat(first, Arrays.copyOf(second, size)));
            checkDamaged();
        }
    }

    @Test
    void somethingElseAfterTheDataIsAnError() throws IOException {
        byte[] garbage = "garbage, garbage, garbage, garbage".getBytes(StandardCharsets.US_ASCII);
        Files.write(image, concat(compress(content(100)), garbage));
        checkDamaged();
    }

    @Test
    void aFileThatShrinksMeanwhileIsNotCalledDamaged() throws IOException {
        Files.write(image, compress(content(5 * CHUNK)));
        try (BlockDevice device = MappedDevice.open(image)) {
            try (FileChannel writer = FileChannel.open(image, StandardOpenOption.WRITE)) {
                writer.truncate(5000);
            }
            assertThatThrownBy(
                            () ->
                                    new CompressedImage(device, compression)
                                            .expandInto(expansions, ExpansionProgress.SILENT))
                    .isInstanceOf(DeviceShrunkException.class);
        }
    }

    @Test
    void aTemporaryDirectoryThatIsMissingIsNamed() throws IOException {
        Files.write(image, compress(content(10)));
        Path missing = temporary.resolve("missing");
        assertThatThrownBy(() -> new ImageOpener(missing, ExpansionProgress.SILENT).open(image))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
    }

    private void checkDamaged() {
        assertThatThrownBy(this::open)
                .isExactlyInstanceOf(IOException.class)
                .hasMessageMatching(
                        "(?s)\\Q%s\\E: %s data is damaged or cut off near byte \\d+ of %d \\(.+\\)"
                                .formatted(image, compression.label(), image.toFile().length()));
    }

    private byte[] open() throws IOException {
        try (BlockDevice device =
                new ImageOpener(expansions, ExpansionProgress.SILENT).open(image)) {
            byte[] content = new byte[Math.toIntExact(device.sizeBytes())];
            device.read(0, MemorySegment.ofArray(content));
            return content;
        }
    }

    private byte[] compress(byte[] content) throws IOException {
        return Compressor.compress(compression, content);
    }

    /** Bytes that hardly compress, with long runs of zeros. */
    private static byte[] content(int sizeBytes) {
        byte[] content = new byte[sizeBytes];
        new Random(sizeBytes).nextBytes(content);
        for (int at = 2 * CHUNK + 100; at + 4 * CHUNK < sizeBytes; at += 6 * CHUNK) {
            Arrays.fill(content, at, at + 4 * CHUNK, (byte) 0);
        }
        return content;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
