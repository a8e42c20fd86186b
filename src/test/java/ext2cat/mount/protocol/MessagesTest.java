// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.host.Errno;
import ext2cat.mount.protocol.Handshake.Ability;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;

/** Messages byte for byte, as linux/fuse.h lays them out. */
final class MessagesTest {

    private final Answer answer = new Answer(MemorySegment.ofArray(new byte[1 << 12]));

    private static Request request(String header, String body) throws ProtocolException {
        byte[] bytes = HexFormat.of().parseHex((header + body).replace(" ", ""));
        return Request.of(MemorySegment.ofArray(bytes));
    }

    @Test
    void aLookupIsDecoded() throws ProtocolException {
        Request lookup =
                request(
                        "2e000000 01000000 0800000000000000 0100000000000000"
                                + "e8030000 e9030000 ff000000 00000000",
                        "6e6f74657300");
        assertThat(lookup.opcode()).isEqualTo(Opcode.LOOKUP);
        assertThat(lookup.unique()).isEqualTo(8);
        assertThat(lookup.node()).isEqualTo(Request.ROOT);
        assertThat(lookup.uid()).isEqualTo(1000);
        assertThat(lookup.name()).isEqualTo("notes".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aReadIsDecoded() throws ProtocolException {
        Request read =
                request(
                        "50000000 0f000000 0a00000000000000 0c00000000000000"
                                + "00000000 00000000 00000000 00000000",
                        "0000000000000000 0000100000000000 00000200 00000000"
                                + "0000000000000000 00000000 00000000");
        assertThat(read.opcode()).isEqualTo(Opcode.READ);
        assertThat(read.position()).isEqualTo(1 << 20);
        assertThat(read.size()).isEqualTo(1 << 17);
    }

    @Test
    void anotherOpcodeIsOther() {
        assertThat(Opcode.of(16)).as("WRITE").isEqualTo(Opcode.OTHER);
        for (Opcode opcode : Opcode.values()) {
            assertThat(Opcode.of(opcode.number())).isEqualTo(opcode);
        }
    }

    @Test
    void whatIsCutOffIsRefused() {
        assertThatThrownBy(() -> Request.of(MemorySegment.ofArray(new byte[39])))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(
                        () ->
                                request(
                                        "30000000 01000000 0800000000000000 0100000000000000"
                                                + "00000000 00000000 00000000 00000000",
                                        "6e6f74657300"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a request of 46 bytes makes no sense");
        assertThatThrownBy(
                        () ->
                                request(
                                                "2c000000 01000000 0800000000000000"
                                                        + " 0100000000000000 00000000 00000000"
                                                        + " 00000000 00000000",
                                                "6e6f7465")
                                        .name())
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void anEntryIsEncoded() {
        FileStatus status =
                new FileStatus(
                        12,
                        466,
                        2,
                        Instant.ofEpochSecond(1, 10),
                        Instant.ofEpochSecond(-1, 20),
                        Instant.ofEpochSecond(3, 30),
                        0100644,
                        5,
                        0xffffffffL,
                        7,
                        0x103,
                        1024);
        answer.entry(12, 99, status);
        ByteBuffer body = body(8);
        assertThat(body.remaining()).isEqualTo(128);
        assertThat(longs(body, 5)).containsExactly(12, 99, Answer.FOREVER, Answer.FOREVER, 0);
        assertThat(longs(body, 6)).containsExactly(12, 466, 2, 1, -1, 3);
        assertThat(ints(body, 10)).containsExactly(10, 20, 30, 0100644, 5, -1, 7, 0x103, 1024, 0);
    }

    @Test
    void aNameOfAListIsPaddedToEightBytes() {
        answer.dirent(12, 3, 8, new byte[] {'a', 'b', 'c'});
        assertThat(answer.bodyBytes()).isEqualTo(32).isEqualTo(Answer.direntBytes(3));
        ByteBuffer body = body(8);
        assertThat(longs(body, 2)).containsExactly(12, 3);
        assertThat(ints(body, 2)).containsExactly(3, 8);
        assertThat(body.getLong()).isEqualTo(0x636261);
        assertThat(Answer.direntBytes(8)).isEqualTo(32);
        assertThat(Answer.direntBytes(9)).isEqualTo(40);
    }

    @Test
    void aFailureHasNoBody() {
        answer.position(77);
        answer.fail(Errno.ENOENT);
        MemorySegment message = answer.message(8);
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        message.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)))
                .isEqualTo("10000000" + "feffffff" + "0800000000000000");
        answer.clear();
        assertThat(answer.isFailure()).isFalse();
    }

    @Test
    void bothSidesDoWhatBothCan() {
        Handshake kernel = new Handshake(7, 45, 1 << 17, 1 << 13 | 1 << 22 | 1 << 5);
        assertThat(kernel.agreed(EnumSet.allOf(Ability.class)))
                .containsExactly(Ability.DO_READDIRPLUS, Ability.MAX_PAGES);
        kernel.answer(answer, EnumSet.of(Ability.MAX_PAGES, Ability.POSIX_ACL));
        ByteBuffer body = body(2);
        assertThat(body.remaining()).isEqualTo(64);
        assertThat(ints(body, 4)).containsExactly(7, 38, 1 << 20, 1 << 22);
        assertThat(ints(body, 3)).containsExactly(64 | 48 << 16, 4096, 1);
        assertThat(body.getShort()).as("pages of a read").isEqualTo((short) 256);
    }

    @Test
    void anOldKernelIsNotUnderstood() {
        assertThat(new Handshake(7, 22, 0, 0).isUnderstood()).isFalse();
        assertThat(new Handshake(7, 23, 0, 0).isUnderstood()).isTrue();
        assertThat(new Handshake(8, 0, 0, 0).isUnderstood()).isFalse();
    }

    private ByteBuffer body(long unique) {
        ByteBuffer message = answer.message(unique).asByteBuffer();
        return message.slice(Answer.HEADER_BYTES, message.capacity() - Answer.HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long[] longs(ByteBuffer body, int count) {
        long[] longs = new long[count];
        for (int i = 0; i < count; i++) {
            longs[i] = body.getLong();
        }
        return longs;
    }

    private static int[] ints(ByteBuffer body, int count) {
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) {
            ints[i] = body.getInt();
        }
        return ints;
    }
}
