// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Frames written by hand; the last block is raw and holds nothing: 010000. */
final class ZstdFrameTest {

    private static final String MAGIC = "28b52ffd";

    @ParameterizedTest
    @CsvSource({
        // descriptor; window, dictionary number and content size
        "00, 58",
        "20, 00",
        "a0, 00000000",
        "e0, 0000000000000000",
    })
    void aFrameEndsWhereItsFieldsSay(String descriptor, String fields) throws IOException {
        String frame = MAGIC + descriptor + fields + "010000";
        assertThat(expand(frame + "ff")).isEmpty();
        for (int digits = 8; digits < frame.length(); digits += 2) {
            String cut = frame.substring(0, digits);
            assertThatThrownBy(() -> expand(cut)).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // raw of 3 bytes, a byte repeated 5 times
        "180000 aabbcc, aabbcc",
        "2a0000 aa, aaaaaaaaaa",
    })
    void blocksAreExpandedOneByOne(String block, String expected) throws IOException {
        String frame = MAGIC + "0058" + block.replace(" ", "");
        assertThat(expand(frame + "010000")).isEqualTo(expected);
        CompressedInput input = input(frame + "070000");
        try (ZstdFrame in = new ZstdFrame(input)) {
            assertThat(in.readNBytes(expected.length() / 2))
                    .asHexString()
                    .isEqualToIgnoringCase(expected);
            assertThatThrownBy(in::read).hasMessage("no block has the header 0x000007");
        }
    }

    @Test
    void aRawBlockThatIsCutOffIsExpandedAsFarAsItGoes() throws IOException {
        try (ZstdFrame in = new ZstdFrame(input(MAGIC + "0058" + "190000" + "aabb"))) {
            assertThat(in.readNBytes(2)).containsExactly(0xaa, 0xbb);
            assertThatThrownBy(in::read).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void skippableFramesMayStandAnywhere(@TempDir Path temporary) throws IOException {
        byte[] skippable = HexFormat.of().parseHex("502a4d1803000000aabbcc");
        byte[] data = Compressor.compress(Compression.ZSTD, new byte[] {1, 2, 3});
        Path image = temporary.resolve("image");
        try (var out = Files.newOutputStream(image)) {
            for (byte[] frame : new byte[][] {skippable, data, skippable, data, skippable}) {
                out.write(frame);
            }
        }
        Expanded expanded = Expanded.of(image, temporary);
        assertThat(expanded.content()).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(expanded.ending()).isEqualTo(new Ending.Whole("zstd"));
    }

    private static String expand(String hex) throws IOException {
        try (ZstdFrame in = new ZstdFrame(input(hex))) {
            return HexFormat.of().formatHex(in.readAllBytes());
        }
    }

    private static CompressedInput input(String hex) {
        return new CompressedInput(new MemoryDevice(HexFormat.of().parseHex(hex)));
    }
}
