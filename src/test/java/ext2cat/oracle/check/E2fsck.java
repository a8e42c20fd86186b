// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.check.Area;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Runs {@code e2fsck -fn}, which writes nothing. */
final class E2fsck {

    private static final String SECONDS = "20";

    private final AreaRules rules;

    E2fsck(AreaRules rules) {
        this.rules = rules;
    }

    /** What it says of its version; empty if it is not installed. */
    static Optional<String> version() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("e2fsck", "-V").redirectErrorStream(true).start();
            try (BufferedReader lines = reader(process)) {
                String first = lines.readLine();
                process.waitFor();
                return Optional.ofNullable(first);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Checks an image; one that it does not come to an end with counts as damaged. */
    Verdict check(Path image) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("timeout", SECONDS, "e2fsck", "-fn", image.toString())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .start();
        Set<Area> areas = EnumSet.noneOf(Area.class);
        Set<String> lines = new LinkedHashSet<>();
        try (BufferedReader output = reader(process)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                rules.of(line).ifPresent(areas::add);
                lines.add(line);
            }
        }
        // What it finds and ignores does not count for its exit code.
        boolean clean = process.waitFor() == 0 && lines.stream().noneMatch(E2fsck::isIgnored);
        return new Verdict(clean, clean ? EnumSet.noneOf(Area.class) : areas, lines);
    }

    private static boolean isIgnored(String line) {
        return line.endsWith("IGNORED.");
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
    }
}
