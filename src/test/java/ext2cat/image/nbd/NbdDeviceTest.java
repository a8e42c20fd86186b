// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.ReadBatch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What servers send, good ones and others. */
@Timeout(60)
final class NbdDeviceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private byte[] content;

    @BeforeEach
    void makeContent() {
        content = new byte[5_000_000 + 123];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 1_000_000, 3_000_000, (byte) 0);
    }

    @Test
    void anExportIsReadByStructuredReplies() throws Exception {
        check(new NbdServer(content));
    }

    @Test
    void anExportIsReadBySimpleReplies() throws Exception {
        check(withoutStructuredReplies());
    }

    private NbdServer withoutStructuredReplies() throws IOException {
        return new NbdServer(content) {
            @Override
            boolean option(long magic, int option, int length) throws IOException {
                if (option != 8) {
                    return super.option(magic, option, length);
                }
                reply(8, ERROR + 1, new byte[0]);
                return true;
            }
        };
    }

    @Test
    void aServerThatKnowsTheFirstWayOnlyIsAskedSo() throws Exception {
        check(
                new NbdServer(content) {
                    @Override
                    boolean option(long magic, int option, int length) throws IOException {
                        in.readNBytes(length);
                        if (option != 1) {
                            reply(option, ERROR + 1, new byte[0]);
                            return true;
                        }
                        out.writeLong(content.length);
                        out.writeShort(3);
                        return false;
                    }
                });
    }

    @Test
    void holesAreZerosAndPiecesComeInAnyOrder() throws Exception {
        check(
                new NbdServer(content) {
                    @Override
                    void answer(Request request) throws IOException {
                        List<long[]> parts = new ArrayList<>();
                        long end = request.at() + request.length();
                        for (long at = request.at(); at < end; at += 70_000) {
                            parts.add(new long[] {at, Math.min(70_000, end - at)});
                        }
                        Collections.shuffle(parts, new Random(request.at()));
                        for (long[] part : parts) {
                            if (part[0] >= 1_000_000 && part[0] + part[1] <= 3_000_000) {
                                hole(request, 0, part[0], (int) part[1]);
                            } else {
                                data(request, 0, part[0], (int) part[1]);
                            }
                        }
                        chunk(request, 1, 0, 0);
                    }
                });
    }

    @Test
    void repliesComeInAnyOrder() throws Exception {
        check(
                new NbdServer(content) {
                    private final List<Request> kept = new ArrayList<>();

                    @Override
                    void answer(Request request) throws IOException {
                        kept.add(request);
                        if (in.available() == 0) {
                            Collections.reverse(kept);
                            for (Request one : kept) {
                                super.answer(one);
                            }
                            kept.clear();
                        }
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "512, 65536", "4096, 4096", "65536, 100000", "4096, 33554432"})
    void requestsHaveTheSizesThatTheServerWants(int least, int most) throws Exception {
        NbdServer server =
                new NbdServer(content) {
                    @Override
                    void info() throws IOException {
                        blockSizes(least, most);
                        super.info();
                    }
                };
        check(server);
        assertThat(server.asked)
                .filteredOn(it -> it.command() == 0)
                .allMatch(it -> it.at() % least == 0)
                .allMatch(it -> it.length() % least == 0 || it.at() + it.length() == content.length)
                .allMatch(it -> it.length() <= Integer.toUnsignedLong(most));
    }

    @Test
    void sixteenRequestsAreMadeBeforeTheFirstReply() throws IOException {
        NbdServer server =
                new NbdServer(content) {
                    @Override
                    void answer(Request first) throws IOException {
                        List<Request> all = new ArrayList<>(List.of(first));
                        while (all.size() < 16) {
                            all.add(next());
                        }
                        for (Request one : all) {
                            super.answer(one);
                        }
                    }
                };
        try (server;
                NbdDevice device = open(server.start(), "one")) {
            ReadBatch runs = new ReadBatch();
            byte[] expected = new byte[32 * 100];
            for (int run = 0; run < 32; run++) {
                runs.add(run * 100_000L + 7, run * 100L, 100);
                System.arraycopy(content, run * 100_000 + 7, expected, run * 100, 100);
            }
            byte[] got = new byte[expected.length];
            device.read(runs, MemorySegment.ofArray(got));
            assertThat(got).isEqualTo(expected);
        }
        assertThat(server.requests).hasValueGreaterThanOrEqualTo(32);
    }

    @Test
    void anExportThatIsNotThereNamesThoseThatAre() {
        assertThatThrownBy(() -> open(new NbdServer(content).start(), "three"))
                .hasMessageEndingWith(
                        "/three: the server has no export 'three'; it has 'one', 'two'");
    }

    @Test
    void aServerThatWantsTlsIsNamed() throws IOException {
        refuses(
                new Server() {
                    @Override
                    boolean go(String name) throws IOException {
                        reply(7, ERROR + 5, "please".getBytes());
                        return false;
                    }
                },
                "the server refuses the export 'one': it wants TLS, which is not supported"
                        + " (please)");
    }

    @Test
    void aServerOfSomethingElseIsNone() throws IOException {
        refuses(
                new Server() {
                    @Override
                    void greet() throws IOException {
                        out.writeBytes("SSH-2.0-OpenSSH_9.6 and so on");
                    }
                },
                "this is no NBD server: it begins with 0x5353482d322e302d");
    }

    @Test
    void aServerOfTheOldStyleIsRefused() throws IOException {
        refuses(
                new Server() {
                    @Override
                    void greet() throws IOException {
                        out.writeLong(0x4e42444d41474943L);
                        out.writeLong(0x00420281861253L);
                    }
                },
                "the server speaks the old style of NBD, which knows no exports");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        refuses(
                new Server() {
                    @Override
                    void greet() throws IOException {
                        in.read();
                    }
                },
                "the server has not answered for 1 seconds");
    }

    @Test
    void aServerThatClosesIsNamed() throws IOException {
        refuses(
                new Server() {
                    @Override
                    boolean go(String name) throws IOException {
                        throw new IOException("closes");
                    }
                },
                "the server has closed the connection");
    }

    @ParameterizedTest
    @CsvSource({"0, 4096", "3, 4096", "131072, 131072", "4096, 512", "-2147483648, -1"})
    void sizesOfBlocksThatMakeNoSenseAreRefused(int least, int most) throws IOException {
        refuses(
                new Server() {
                    @Override
                    void info() throws IOException {
                        blockSizes(least, most);
                        super.info();
                    }
                },
                "the server wants requests of %s to %s bytes"
                        .formatted(
                                Integer.toUnsignedString(least), Integer.toUnsignedString(most)));
    }

    @Test
    void aSizeThatMakesNoSenseIsRefused() throws IOException {
        refuses(
                new Server() {
                    @Override
                    void info() throws IOException {
                        size(-1);
                    }
                },
                "the server says that the export has 18446744073709551615 bytes");
        refuses(
                new Server() {
                    @Override
                    void info() {}
                },
                "the server has not said how large the export is");
    }

    @Test
    void aReplyThatIsTooLongIsRefused() throws IOException {
        refuses(
                new Server() {
                    @Override
                    void info() throws IOException {
                        out.writeLong(0x3e889045565a9L);
                        out.writeInt(7);
                        out.writeInt(3);
                        out.writeInt(0x7fff_ffff);
                    }
                },
                "the server answers option 7 by 0x0003e889045565a9, option 7, type 3, 2147483647"
                        + " bytes");
    }

    @Test
    void aServerThatNeverEndsItsRepliesIsLeft() throws IOException {
        refuses(
                new Server() {
                    @Override
                    void info() throws IOException {
                        while (true) {
                            super.info();
                        }
                    }
                },
                "the server does not end its replies");
    }

    @Test
    void whatTheServerCannotReadIsAFaultOfThatPlaceOnly() throws IOException {
        for (NbdServer server : List.of(withBadBlock(true), withBadBlock(false))) {
            try (server;
                    NbdDevice device = open(server.start(), "one")) {
                assertThatThrownBy(() -> read(device, 500, 1000))
                        .hasMessageEndingWith(
                                ": 1000 bytes at byte 500 cannot be read: input/output error"
                                        + (server.structured ? " (bad)" : ""));
                assertThat(read(device, 4096, 1000))
                        .isEqualTo(Arrays.copyOfRange(content, 4096, 5096));
            }
        }
    }

    private NbdServer withBadBlock(boolean isStructured) throws IOException {
        return new NbdServer(content) {
            @Override
            boolean option(long magic, int option, int length) throws IOException {
                if (option != 8 || isStructured) {
                    return super.option(magic, option, length);
                }
                reply(8, ERROR + 1, new byte[0]);
                return true;
            }

            @Override
            void answer(Request request) throws IOException {
                if (request.at() >= 4096) {
                    super.answer(request);
                } else if (structured) {
                    data(request, 0, request.at(), 10);
                    chunk(request, 0, (1 << 15) + 2, 4 + 2 + 3 + 8);
                    out.writeInt(5);
                    out.writeShort(3);
                    out.writeBytes("bad");
                    out.writeLong(request.at() + 10);
                    chunk(request, 1, 0, 0);
                } else {
                    simple(request, 5);
                }
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "magic",
                "cookie",
                "before",
                "after",
                "twice",
                "too little",
                "nothing",
                "type",
                "hole",
                "too much",
                "closes",
                "stops"
            })
    void aServerThatLiesIsLeft(String lie) throws IOException {
        NbdServer server =
                new NbdServer(content) {
                    @Override
                    void answer(Request request) throws IOException {
                        lie(this, request, lie);
                    }
                };
        try (server;
                NbdDevice device = open(server.start(), "one")) {
            String sentence =
                    switch (lie) {
                        case "magic" -> "the server sends 0x12345678 where a reply should begin";
                        case "cookie" -> "the server answers request 77, which nobody made";
                        case "before" -> "the server sends 1000 bytes at byte 999 for the request";
                        case "after" -> "the server sends 1000 bytes at byte 1001 for the request";
                        case "twice" -> "the server sends 2 bytes at byte 1499 for the request";
                        case "too little", "nothing" ->
                                "the server has not sent all of the 1000 bytes at byte 1000";
                        case "type" -> "the server sends a chunk of type 9 and 0 bytes";
                        case "hole" ->
                                "the server sends 4294967295 bytes at byte 1000 for the request";
                        case "too much" -> "the server sends 0x";
                        case "closes" -> "the server has closed the connection";
                        default -> "the server has not answered for 1 seconds";
                    };
            if (lie.equals("too much")) {
                read(device, 1000, 1000);
            }
            assertThatThrownBy(() -> read(device, 1000, 1000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(sentence);
            // And there is no way back.
            assertThatThrownBy(() -> read(device, 3000, 10)).hasMessageContaining(sentence);
        }
    }

    private static void lie(NbdServer server, NbdServer.Request request, String lie)
            throws IOException {
        switch (lie) {
            case "magic" -> server.out.writeInt(0x12345678);
            case "cookie" -> server.data(new NbdServer.Request(0, 77, 1000, 1000), 1, 1000, 1000);
            case "before" -> server.data(request, 1, 999, 1000);
            case "after" -> server.data(request, 1, 1001, 1000);
            case "twice" -> {
                server.data(request, 0, 1000, 500);
                server.data(request, 1, 1499, 2);
            }
            case "too little" -> server.data(request, 1, 1000, 999);
            case "nothing" -> server.chunk(request, 1, 0, 0);
            case "type" -> server.chunk(request, 1, 9, 0);
            case "hole" -> server.hole(request, 1, 1000, -1);
            case "too much" -> {
                server.data(request, 1, request.at(), request.length());
                server.out.write(server.content, 0, 100);
            }
            case "closes" -> throw new IOException("closes");
            default -> server.in.read();
        }
    }

    @Test
    void aClosedDeviceIsNotRead() throws IOException {
        NbdDevice device = open(new NbdServer(content).start(), "one");
        device.close();
        device.close();
        assertThatThrownBy(() -> read(device, 0, 1))
                .isInstanceOf(java.nio.channels.ClosedChannelException.class);
    }

    /** A server of a few bytes. */
    private static class Server extends NbdServer {
        Server() throws IOException {
            super(new byte[10]);
        }
    }

    private static void refuses(NbdServer server, String sentence) {
        assertThatThrownBy(() -> open(server.start(), "one"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("/one: " + sentence);
    }

    private static NbdDevice open(NbdServer server, String export) throws IOException {
        return NbdDevice.open(server.address(export), PATIENCE);
    }

    private static byte[] read(NbdDevice device, long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        device.read(at, MemorySegment.ofArray(bytes));
        return bytes;
    }

    private void check(NbdServer made) throws Exception {
        try (NbdServer server = made;
                NbdDevice device = open(server.start(), "one");
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            assertThat(device.sizeBytes()).isEqualTo(content.length);
            assertThat(Arrays.equals(read(device, 0, content.length), content)).isTrue();
            List<Callable<Boolean>> readers = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                readers.add(
                        () -> {
                            for (int i = 0; i < 50; i++) {
                                int from = random.nextInt(content.length);
                                int length = random.nextInt(Math.min(9999, content.length - from));
                                if (!Arrays.equals(
                                        read(device, from, length),
                                        Arrays.copyOfRange(content, from, from + length))) {
                                    return false;
                                }
                            }
                            return true;
                        });
            }
            for (Future<Boolean> reader : threads.invokeAll(readers)) {
                assertThat(reader.get()).isTrue();
            }
        }
    }
}
