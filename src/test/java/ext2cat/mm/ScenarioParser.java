// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads scenario files: {@code *.scn}, or {@code *.scn.gz}. */
final class ScenarioParser {

    private ScenarioParser() {}

    /** The scenarios of all files in {@code directory}, or in its folder {@code open}. */
    static List<Scenario> readAll(Path directory) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path folder : List.of(directory, directory.resolve("open"))) {
            if (Files.isDirectory(folder)) {
                for (Path file : filesIn(folder)) {
                    scenarios.addAll(readFile(file));
                }
            }
        }
        return scenarios;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.scn(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Scenario> readFile(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return read(in);
        }
    }

    static List<Scenario> read(InputStream in) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        List<Scenario> scenarios = new ArrayList<>();
        Builder builder = new Builder("");
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.split(" ", 2)[0]) {
                case "scenario" -> builder = new Builder(rest);
                case "group" -> builder.group = rest;
                case "note" -> builder.notes.add(rest);
                case ">" -> builder.begin(rest);
                case "=" -> builder.result = rest;
                case "|" -> builder.pages.add(rest);
                case "end" -> scenarios.add(builder.build());
                case "" -> {}
                default -> throw new IOException("not a scenario line: " + line);
            }
        }
        return scenarios;
    }

    private static final class Builder {
        private final String id;
        private final List<String> notes = new ArrayList<>();
        private final List<Scenario.Step> steps = new ArrayList<>();
        private String group = "";
        private String step = "";
        private String result = "";
        private List<String> pages = new ArrayList<>();

        Builder(String id) {
            this.id = id;
        }

        void begin(String text) {
            finishStep();
            step = text;
            result = "";
            pages = new ArrayList<>();
        }

        private void finishStep() {
            if (!step.isEmpty()) {
                steps.add(new Scenario.Step(step, result, List.copyOf(pages)));
            }
        }

        Scenario build() {
            finishStep();
            return new Scenario(id, group, List.copyOf(notes), List.copyOf(steps));
        }
    }
}
