// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what a replay gives with what was recorded, field by field. Fields that depend on the
 * processor, the layout of page tables or the age of a page are advisory: counted, but not held
 * against the emulation.
 */
final class Comparison {

    private static final Set<String> ADVISORY =
            Set.of(
                    "mapc",
                    "acc",
                    "was",
                    "minflt",
                    "majflt",
                    "iopages",
                    "inflight",
                    "lockheld",
                    "pte");

    /**
     * A field that differs.
     *
     * @param step the step's number, from 1
     */
    record Difference(
            String scenario, int step, String text, String field, String expected, String got) {

        @Override
        public String toString() {
            return "%s step %d (%s): %s expected %s got %s"
                    .formatted(scenario, step, text, field, expected, got);
        }
    }

    private final Scenario recorded;

    /** Whether a page may hold a copy of a device's registers, which nobody can foresee. */
    private final boolean copiesDeviceMemory;

    private final List<Difference> differences = new ArrayList<>();
    private int advisoryFields;
    private int advisoryEqual;

    Comparison(Scenario recorded) {
        this.recorded = recorded;
        this.copiesDeviceMemory =
                recorded.steps().stream().anyMatch(step -> step.text().contains("dev=mixedpfn"));
    }

    List<Difference> differences() {
        return differences;
    }

    int advisoryFields() {
        return advisoryFields;
    }

    int advisoryEqual() {
        return advisoryEqual;
    }

    /** Compares with the replayed scenario. */
    void compareWith(Scenario replayed) {
        for (int i = 0; i < recorded.steps().size(); i++) {
            compare(i, replayed.steps().get(i));
        }
    }

    /** After everything has gone, no page may be in use. */
    void expectNoPages(long pagesInUse) {
        if (pagesInUse != 0) {
            differ(recorded.steps().size() - 1, "pages in use at the end", "0", "" + pagesInUse);
        }
    }

    /** The replay broke off. */
    void fail(RuntimeException e) {
        differ(0, "replay", "an end", e + " at " + e.getStackTrace()[0]);
    }

    private void compare(int i, Scenario.Step got) {
        Scenario.Step expected = recorded.steps().get(i);
        fields(i, "", expected.result(), got.result(), true);
        int lines = Math.max(expected.pages().size(), got.pages().size());
        for (int line = 0; line < lines; line++) {
            fields(
                    i,
                    "page " + line + " ",
                    line(expected, line),
                    line(got, line),
                    isTried(expected.result(), line));
        }
    }

    private static String line(Scenario.Step step, int line) {
        return line < step.pages().size() ? step.pages().get(line) : "";
    }

    /** Whether the call counted the page, or stopped at it. */
    private static boolean isTried(String result, int page) {
        String ret = fieldsOf(result).getOrDefault("ret", "0");
        return page <= (ret.startsWith("-") ? 0 : Long.parseLong(ret));
    }

    private void fields(int step, String where, String expected, String got, boolean tried) {
        Map<String, String> want = fieldsOf(expected);
        Map<String, String> have = fieldsOf(got);
        Set<String> keys = new LinkedHashSet<>(want.keySet());
        keys.addAll(have.keySet());
        for (String key : keys) {
            String wanted = want.getOrDefault(key, "(absent)");
            String gotten = have.getOrDefault(key, "(absent)");
            boolean advisory =
                    ADVISORY.contains(key)
                            || key.equals("now") && !tried
                            || key.equals("w0") && copiesDeviceMemory;
            if (advisory) {
                advisoryFields++;
                advisoryEqual += wanted.equals(gotten) ? 1 : 0;
            } else if (!wanted.equals(gotten)) {
                differ(step, where + key, wanted, gotten);
            }
        }
    }

    private void differ(int step, String field, String expected, String got) {
        String text = recorded.steps().get(step).text();
        differences.add(new Difference(recorded.id(), step + 1, text, field, expected, got));
    }

    private static Map<String, String> fieldsOf(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        int plain = 0;
        for (String word : line.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (!word.isEmpty()) {
                fields.put("word " + plain++, word);
            }
        }
        return fields;
    }
}
