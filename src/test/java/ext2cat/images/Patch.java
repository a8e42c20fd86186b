// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A change of an image's bytes. */
public sealed interface Patch {

    /** Writes bytes; behind the end the image grows. */
    record Write(int offset, byte[] bytes) implements Patch {

        @Override
        public byte[] applyTo(byte[] image) {
            byte[] changed = Arrays.copyOf(image, Math.max(image.length, offset + bytes.length));
            System.arraycopy(bytes, 0, changed, offset, bytes.length);
            return changed;
        }
    }

    /** Cuts the image. */
    record Cut(int length) implements Patch {

        @Override
        public byte[] applyTo(byte[] image) {
            return Arrays.copyOf(image, length);
        }
    }

    /** The image with this change; {@code image} stays as it is. */
    byte[] applyTo(byte[] image);

    /**
     * Patches as {@code patches.tsv} spells them: {@code 1080=53ef}, {@code 1024*1024=00}, {@code
     * 5000!}.
     */
    static List<Patch> parse(String spelled) {
        return spelled.equals("-")
                ? List.of()
                : Stream.of(spelled.split(" ")).map(Patch::parseOne).toList();
    }

    private static Patch parseOne(String spelled) {
        Matcher cut = Pattern.compile("(\\d+)!").matcher(spelled);
        if (cut.matches()) {
            return new Cut(Integer.parseInt(cut.group(1)));
        }
        Matcher write =
                Pattern.compile("(\\d+)(?:\\*(\\d+))?=((?:\\p{XDigit}{2})+)").matcher(spelled);
        if (!write.matches()) {
            throw new IllegalArgumentException("no patch: " + spelled);
        }
        byte[] bytes = HexFormat.of().parseHex(write.group(3));
        if (write.group(2) != null) {
            byte value = bytes[0];
            bytes = new byte[Integer.parseInt(write.group(2))];
            Arrays.fill(bytes, value);
        }
        return new Write(Integer.parseInt(write.group(1)), bytes);
    }
}
