// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The command line as it was typed, byte for byte. Names in an image are bytes, and the JVM turns
 * those of an argument that are not UTF-8 into U+FFFD. Where it did, the bytes are fetched from
 * Linux's own record, and each odd byte 0xNN is carried in a String as the lone surrogate U+DCNN,
 * as Python does it.
 */
public final class Arguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\uFFFD';
    private static final int SURROGATE = 0xDC00;

    private Arguments() {}

    /** The arguments, with what the JVM replaced restored where the system tells it. */
    public static String[] recover(String[] args) {
        if (Arrays.stream(args).noneMatch(arg -> arg.indexOf(REPLACEMENT) >= 0)) {
            return args;
        }
        try {
            List<String> all = split(Files.readAllBytes(COMMAND_LINE));
            // The program's own arguments are the last ones.
            return all.subList(all.size() - args.length, all.size()).toArray(String[]::new);
        } catch (IOException | IndexOutOfBoundsException e) {
            return args; // no such record on this system: they are what the JVM made of them
        }
    }

    /** The bytes of a recovered argument. */
    public static byte[] bytes(String arg) {
        ByteBuffer bytes = ByteBuffer.allocate(arg.length() * 3);
        for (int at = 0; at < arg.length(); ) {
            int character = arg.codePointAt(at);
            if (character >= SURROGATE + 0x80 && character <= SURROGATE + 0xFF) {
                bytes.put((byte) character); // the low eight bits are the odd byte
            } else {
                bytes.put(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
            at += Character.charCount(character);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * The file of the default file system that a recovered argument names.
     *
     * @throws NoSuchFileException if no file can have that name
     */
    public static Path path(String arg) throws NoSuchFileException {
        try {
            if (arg.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
                return Path.of(arg);
            }
            // Only as a URI can a name be given whose bytes are no characters.
            StringBuilder uri = new StringBuilder("file:///");
            for (byte b : bytes(arg)) {
                uri.append('%').append(HexFormat.of().toHexDigits(b));
            }
            Path absolute = Path.of(URI.create(uri.toString()));
            return arg.startsWith("/") ? absolute : absolute.getRoot().relativize(absolute);
        } catch (IllegalArgumentException e) {
            throw new NoSuchFileException(arg);
        }
    }

    /** Bytes of a file, as an argument with these bytes is recovered. */
    public static String ofBytes(byte[] bytes) {
        return decode(ByteBuffer.wrap(bytes));
    }

    private static List<String> split(byte[] record) {
        List<String> args = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < record.length; at++) {
            if (record[at] == 0) {
                args.add(decode(ByteBuffer.wrap(record, start, at - start)));
                start = at + 1;
            }
        }
        return args;
    }

    /** UTF-8, with each byte that is none as a lone surrogate. */
    private static String decode(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder();
        CharBuffer characters = CharBuffer.allocate(bytes.remaining() + 1);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (bytes.hasRemaining()) {
            var result = decoder.decode(bytes, characters, true);
            text.append(characters.flip());
            characters.clear();
            for (int i = 0; i < (result.isError() ? result.length() : 0); i++) {
                text.append((char) (SURROGATE + (bytes.get() & 0xFF)));
            }
            decoder.reset();
        }
        return text.toString();
    }
}
