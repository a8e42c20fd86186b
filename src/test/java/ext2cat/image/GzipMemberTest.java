// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;

final class GzipMemberTest {

    private static final int FLAGS_AT = 3;
    private static final int HEADER_BYTES = 10;

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "1, ''", // text: a hint
        "2, 'cc'", // header CRC
        "4, '\1\0e'", // extra field of one byte
        "8, 'name\0'",
        "16, 'comment\0'",
        "31, '\3\0abcname\0comment\0cc'",
    })
    void everyOptionalFieldOfTheHeaderIsPassedOver(int flags, String fields) throws IOException {
        byte[] gzip = gzip("hello");
        gzip[FLAGS_AT] = (byte) flags;
        byte[] full =
                concat(
                        Arrays.copyOf(gzip, HEADER_BYTES),
                        fields.getBytes(StandardCharsets.ISO_8859_1),
                        Arrays.copyOfRange(gzip, HEADER_BYTES, gzip.length));
        assertThat(expand(full)).isEqualTo("hello");
    }

    @Test
    void singleBytesAreReadToo() throws IOException {
        try (GzipMember in = new GzipMember(input(gzip("\u00ff")))) {
            assertThat(in.read()).isEqualTo(0xff);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void anUnknownFlagIsAnError() throws IOException {
        byte[] gzip = gzip("hello");
        gzip[FLAGS_AT] = 0x20;
        assertThatThrownBy(() -> expand(gzip))
                .isInstanceOf(ZipException.class)
                .hasMessage("unknown header flags 0x20");
    }

    @Test
    void aWrongChecksumIsAnError() throws IOException {
        byte[] gzip = gzip("hello");
        gzip[gzip.length - 8] ^= 1;
        assertThatThrownBy(() -> expand(gzip))
                .isInstanceOf(WrongChecksumException.class)
                .hasMessage("the CRC is 3610a686, but should be 3610a687");
    }

    @Test
    void aWrongLengthIsAnError() throws IOException {
        byte[] gzip = gzip("hello");
        gzip[gzip.length - 1] ^= 1;
        assertThatThrownBy(() -> expand(gzip))
                .isInstanceOf(WrongChecksumException.class)
                .hasMessage("the length differs from the one in the trailer");
    }

    @Test
    void dataThatIsCutOffAtAnyByteIsAnError() throws IOException {
        byte[] gzip = gzip("hello");
        for (int size = 0; size < gzip.length; size++) {
            byte[] cut = Arrays.copyOf(gzip, size);
            assertThatThrownBy(() -> expand(cut)).isInstanceOf(EOFException.class);
        }
    }

    private static String expand(byte[] gzip) throws IOException {
        try (GzipMember in = new GzipMember(input(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static CompressedInput input(byte[] gzip) {
        return new CompressedInput(new MemoryDevice(gzip));
    }

    private static byte[] gzip(String content) throws IOException {
        return Compressor.compress(Compression.GZIP, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
