// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.BlockDevice;
import ext2cat.device.DeviceShrunkException;
import ext2cat.device.MappedDevice;
import ext2cat.device.OpenFiles;
import ext2cat.host.TemporaryFile;
import ext2cat.image.format.Siblings;

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
import java.util.OptionalLong;
import java.util.Random;

/** Every format, expanded from good and from damaged files. */
@ParameterizedClass
@EnumSource(Compression.class)
final class CompressedImageTest {

    private static final int CHUNK = TemporaryFile.CHUNK_BYTES;

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
    void trailingBytesOfAnyKindAndNumberAreCountedAndIgnored() throws IOException {
        byte[] content = content(5000);
        byte[] compressed = compress(content);
        for (int size : new int[] {1, 2, 3, 4, 5, 8, 12, 13, 20, 4096, 200_001}) {
            byte[] random = new byte[size];
            new Random(size).nextBytes(random);
            // Not the begin of a member, nor of padding.
            random[0] = 'x';
            for (byte[] trailing : List.of(filled(size, 0xff), filled(size, '\n'), random)) {
                Files.write(image, concat(compressed, trailing));
                Expanded expanded = expanded();
                assertThat(expanded.content()).isEqualTo(content);
                assertThat(expanded.ending())
                        .isEqualTo(new Ending.Trailing(compression.label(), size));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 500, 100_000})
    void zerosAfterTheDataAndBetweenMembersFillUp(int zeros) throws IOException {
        byte[] first = content(100);
        byte[] padded = concat(compress(first), new byte[zeros]);
        Files.write(image, padded);
        assertThat(expanded().content()).isEqualTo(first);
        assertThat(expanded().ending()).isEqualTo(new Ending.Whole(compression.label()));
        byte[] second = content(200);
        Files.write(image, concat(padded, compress(second)));
        assertThat(expanded().content()).isEqualTo(concat(first, second));
    }

    @Test
    void trailingBytesThatBeginLikeAMemberAreNone() throws IOException {
        byte[] content = content(100);
        byte[] compressed = compress(content);
        byte[] alike = concat(Arrays.copyOf(compressed, 6), filled(100, 0xff));
        Files.write(image, concat(compressed, alike));
        Expanded expanded = expanded();
        assertThat(expanded.content()).startsWith(content);
        if (compression != Compression.LZ4_LEGACY && compression != Compression.LZMA) {
            assertThat(expanded.content()).isEqualTo(content);
            assertThat(expanded.ending())
                    .isEqualTo(new Ending.Trailing(compression.label(), alike.length));
        }
    }

    @Test
    void whatPrecedesACutIsExpandedWhereverItIs() throws IOException {
        byte[] content = text(600);
        byte[] compressed = compress(content);
        int before = 0;
        for (int left = (compressed.length - 15) / 3 * 3; left >= 0; left -= 3) {
            int size = compressed.length - 1 - left;
            Files.write(image, Arrays.copyOf(compressed, size));
            Expanded expanded = expanded();
            checkBegins(content, expanded.content());
            assertThat(expanded.ending())
                    .isEqualTo(
                            new Ending.Cut(compression.label(), size, expanded.content().length));
            assertThat(expanded.content().length).isGreaterThanOrEqualTo(before);
            before = expanded.content().length;
        }
        if (compression != Compression.LZ4_LEGACY) {
            // The last byte belongs to a checksum or a mark.
            assertThat(before).isEqualTo(content.length);
        }
    }

    @Test
    void ofRandomBytesNoMoreThanABlockIsLostByACut() throws IOException {
        byte[] content = content(5 * CHUNK);
        byte[] compressed = compress(content);
        for (int size = 14; size < compressed.length; size += 1 + compressed.length / 7) {
            Files.write(image, Arrays.copyOf(compressed, size));
            Expanded expanded = expanded();
            checkBegins(content, expanded.content());
            assertThat(expanded.ending())
                    .isEqualTo(
                            new Ending.Cut(compression.label(), size, expanded.content().length));
        }
    }

    @Test
    void aSecondMemberThatIsCutOffTakesNothingFromTheFirst() throws IOException {
        byte[] first = content(CHUNK + 100);
        byte[] second = text(600);
        byte[] compressed = compress(first);
        byte[] more = compress(second);
        for (int size = 14; size < more.length; size += 31) {
            Files.write(image, concat(compressed, Arrays.copyOf(more, size)));
            Expanded expanded = expanded();
            assertThat(expanded.content()).startsWith(first);
            checkBegins(concat(first, second), expanded.content());
            assertThat(expanded.ending()).isInstanceOf(Ending.Cut.class);
        }
    }

    @Test
    void whatPrecedesDamageIsExpanded() throws IOException {
        assumeTrue(isChecked(), "nothing in this format tells of damage");
        byte[] content = content(3 * CHUNK);
        byte[] compressed = compress(content);
        // Not the header: a date, or an operating system, may have any value.
        for (int at = 30; at < compressed.length; at += 1 + compressed.length / 17) {
            byte[] damaged = compressed.clone();
            damaged[at] ^= 0x55;
            Files.write(image, damaged);
            assertThat(expanded().ending()).isNotInstanceOf(Ending.Whole.class);
        }
    }

    @Test
    void aWrongChecksumTakesNothingFromTheData() throws IOException {
        assumeTrue(isChecked(), "the format has no checksums");
        byte[] content = content(CHUNK + 5);
        byte[] damaged = compress(content);
        damaged[damaged.length - checksumFromEndBytes()] ^= 1;
        Files.write(image, damaged);
        Expanded expanded = expanded();
        assertThat(expanded.content()).isEqualTo(content);
        assertThat(expanded.ending()).isInstanceOf(Ending.Damaged.class);
        assertThatThrownBy(this::open)
                .hasMessageMatching(
                        compression.label() + " data is damaged near byte \\d+ \\(.+\\)");
    }

    private static void checkBegins(byte[] content, byte[] begin) {
        assertThat(Arrays.equals(content, 0, begin.length, begin, 0, begin.length)).isTrue();
    }

    private boolean isChecked() {
        return compression != Compression.LZMA && compression != Compression.LZ4_LEGACY;
    }

    /** A byte of the last checksum of the content. */
    private int checksumFromEndBytes() {
        return switch (compression) {
            case GZIP -> 8;
            // After the check: an index of 8 bytes and its CRC, the footer of 12 bytes.
            case XZ -> 12 + 8 + 4 + 4;
            case ZSTD, BZIP2, LZ4 -> 3;
            case LZMA, LZ4_LEGACY -> throw new IllegalStateException("it has none");
        };
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
                                    new CompressedImage(
                                                    new Intake(
                                                            expansions,
                                                            ExpansionProgress.SILENT,
                                                            new ExpansionLimit(
                                                                    OptionalLong.empty(), false)))
                                            .open(device, Siblings.NONE))
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

    private Expanded expanded() throws IOException {
        return Expanded.of(image, expansions);
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

    /** Words, which compress well. */
    private static byte[] text(int sizeBytes) {
        Random random = new Random(sizeBytes);
        StringBuilder text = new StringBuilder();
        while (text.length() < sizeBytes) {
            text.append(Long.toString(random.nextInt(1000), 36)).append(' ');
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), sizeBytes);
    }

    private static byte[] filled(int sizeBytes, int value) {
        byte[] bytes = new byte[sizeBytes];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
