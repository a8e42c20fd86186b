// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.check.Area;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which of our areas a line of e2fsck is about: the first rule whose expression is found in it. */
final class AreaRules {

    private record Rule(Optional<Area> area, Pattern pattern) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();

    /** The rules of {@code check/e2fsck-areas.tsv}. */
    static AreaRules load() throws IOException {
        AreaRules loaded = new AreaRules();
        for (String[] fields : table("e2fsck-areas.tsv")) {
            Optional<Area> area =
                    Stream.of(Area.values()).filter(a -> a.label().equals(fields[0])).findAny();
            loaded.rules.add(new Rule(area, Pattern.compile(fields[1])));
        }
        return loaded;
    }

    /** The rows of a table of the folder {@code check}, without those that begin with #. */
    static List<String[]> table(String name) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        AreaRules.class.getResourceAsStream("/check/" + name)),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }

    /**
     * What a line is about, empty for one that tells of no problem. One that no rule knows is
     * remembered.
     */
    Optional<Area> of(String line) {
        for (Rule rule : rules) {
            if (rule.pattern.matcher(line).find()) {
                return rule.area;
            }
        }
        unknown.add(line);
        return Optional.empty();
    }

    /** The lines that no rule knows. */
    Set<String> unknown() {
        return unknown;
    }
}
