// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A damaged image and what the program must make of it: a line of {@code hostile/patches.tsv}.
 *
 * @param name what is wrong
 * @param base the sound image
 * @param patches the damage
 * @param arguments what follows the image on the command line; the last one is the path
 * @param exitCodes any of which will do
 * @param kept what of the file must have been written
 * @param messages each must be found in stderr
 * @param change the damage in words
 */
public record HostileCase(
        String name,
        TestImage base,
        List<Patch> patches,
        List<String> arguments,
        Set<Integer> exitCodes,
        Kept kept,
        List<Pattern> messages,
        String change) {

    private static final int PAGE_BYTES = 4096;

    /** What of a file must have been written when the program ends. */
    public sealed interface Kept {

        /** All that the sound image holds there. */
        record All() implements Kept {}

        /** A beginning of it, at least {@code leastBytes} and at most {@code mostBytes} long. */
        record Beginning(long leastBytes, long mostBytes) implements Kept {}

        /** Whatever it is. */
        record Anything() implements Kept {}
    }

    /** The path to read. */
    public String path() {
        return arguments.getLast();
    }

    /** The damaged image. */
    public byte[] bytes() throws IOException {
        byte[] image = base.bytes();
        for (Patch patch : patches) {
            image = patch.applyTo(image);
        }
        return image;
    }

    /** The name, for the list of tests. */
    @Override
    public String toString() {
        return name;
    }

    static HostileCase of(List<String> fields, TestImage base) {
        return new HostileCase(
                fields.get(0),
                base,
                Patch.parse(fields.get(2)),
                List.of(fields.get(3).split(" ")),
                Stream.of(fields.get(4).split("\\|"))
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet()),
                kept(fields.get(5)),
                messages(fields.get(6)),
                fields.get(7));
    }

    private static Kept kept(String field) {
        return switch (field) {
            case "all" -> new Kept.All();
            case "-" -> new Kept.Anything();
            default -> beginning(field);
        };
    }

    private static Kept beginning(String field) {
        String[] ends = field.split("-");
        long most = Long.parseLong(ends[ends.length - 1]);
        // The page that holds the first missing byte may be missing altogether.
        return new Kept.Beginning(
                ends.length == 1 ? most - most % PAGE_BYTES : Long.parseLong(ends[0]), most);
    }

    private static List<Pattern> messages(String field) {
        return field.equals("-")
                ? List.of()
                : Stream.of(field.split(" & ")).map(Pattern::compile).toList();
    }
}
