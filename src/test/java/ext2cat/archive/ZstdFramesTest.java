// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Frames written by hand; the last block is raw and holds nothing: 010000. */
final class ZstdFramesTest {

    private static final String MAGIC = "28b52ffd";

    @ParameterizedTest
    @CsvSource({
        // descriptor; window, dictionary number and content size; checksum
        "00, 58, ''",
        "20, 00, ''",
        "60, 0000, ''",
        "a0, 00000000, ''",
        "e0, 0000000000000000, ''",
        "40, 580000, ''",
        "80, 5800000000, ''",
        "01, 5807, ''",
        "02, 580700, ''",
        "03, 5807000000, ''",
        "27, 0700000000, cccccccc",
        "c7, 58070000000000000000000000, cccccccc",
    })
    void aFrameEndsWhereItsFieldsSay(String descriptor, String fields, String checksum)
            throws IOException {
        String frame = MAGIC + descriptor + fields + "010000" + checksum;
        check(frame);
        check(frame + frame);
        for (int digits = 2; digits < frame.length(); digits += 2) {
            String cut = frame.substring(0, digits);
            assertThatThrownBy(() -> check(cut)).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> check(frame + cut)).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // raw of 3 bytes, repeated byte of 1000, compressed of 2 bytes
        "180000 aabbcc",
        "421f00 aa",
        "140000 aabb",
    })
    void blocksOfEveryTypeArePassedOver(String block) {
        String frame = MAGIC + "2000" + block.replace(" ", "") + "010000";
        assertThatCode(() -> check(frame)).doesNotThrowAnyException();
    }

    @Test
    void aBlockOfTheReservedTypeIsAnError() {
        assertThatThrownBy(() -> check(MAGIC + "2000" + "070000"))
                .hasMessage("a block of the reserved type");
    }

    @Test
    void aSkippableFrameMayStandAnywhere() throws IOException {
        String skippable = "5f2a4d1803000000aabbcc";
        String frame = MAGIC + "2000010000";
        check(skippable + frame + skippable);
        assertThatThrownBy(() -> check(frame + skippable.substring(0, 20)))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void anImageThatBeginsWithASkippableFrameIsExpanded(@TempDir Path temporary)
            throws IOException {
        byte[] skippable = HexFormat.of().parseHex("502a4d1803000000aabbcc");
        Path image = temporary.resolve("image");
        Files.write(image, skippable);
        Files.write(
                image,
                Compressor.compress(Compression.ZSTD, new byte[] {1, 2, 3}),
                StandardOpenOption.APPEND);
        byte[] content = new byte[3];
        try (BlockDevice device =
                new ImageOpener(temporary, ExpansionProgress.SILENT).open(image)) {
            device.read(0, MemorySegment.ofArray(content));
        }
        assertThat(content).containsExactly(1, 2, 3);
    }

    private static void check(String hex) throws IOException {
        ZstdFrames.check(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
