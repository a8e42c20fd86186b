// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.gup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
            Set.of("mapc", "acc", "was", "minflt", "majflt", "iopages", "inflight", "lockheld",
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
            return scenario + " step " + step + " (" + text + "): " + field + " expected "
                    + expected + " got " + got;
        }
    }

    private final List<Difference> differences = new ArrayList<>();
    private int advisoryFields;
    private int advisoryEqual;

    /** Compares a scenario with its replay. */
    void compare(Scenario recorded, Scenario replayed) {
        for (int i = 0; i < recorded.steps().size(); i++) {
            compare(recorded, i, replayed.steps().get(i));
        }
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

    private void compare(Scenario recorded, int i, Scenario.Step got) {
        Scenario.Step expected = recorded.steps().get(i);
        fields(recorded, i, "", expected.result(), got.result(), true);
        int lines = Math.max(expected.pages().size(), got.pages().size());
        for (int line = 0; line < lines; line++) {
            String expectedLine = line < expected.pages().size() ? expected.pages().get(line) : "";
            String gotLine = line < got.pages().size() ? got.pages().get(line) : "";
            boolean tried = isTried(expected.result(), line);
            fields(recorded, i, "page " + line + " ", expectedLine, gotLine, tried);
        }
    }

    /** Whether the call counted the page, or stopped at it. */
    private static boolean isTried(String result, int page) {
        String ret = fieldsOf(result).getOrDefault("ret", "0");
        return page <= (ret.startsWith("-") ? 0 : Long.parseLong(ret));
    }

    private void fields(
            Scenario scenario, int step, String where, String expected, String got, boolean tried) {
        Map<String, String> want = fieldsOf(expected);
        Map<String, String> have = fieldsOf(got);
        Set<String> keys = new java.util.LinkedHashSet<>(want.keySet());
        keys.addAll(have.keySet());
        for (String key : keys) {
            String wanted = want.getOrDefault(key, "(absent)");
            String gotten = have.getOrDefault(key, "(absent)");
            boolean advisory = ADVISORY.contains(key) || key.equals("now") && !tried;
            if (advisory) {
                advisoryFields++;
                advisoryEqual += wanted.equals(gotten) ? 1 : 0;
            } else if (!wanted.equals(gotten)) {
                String text = scenario.steps().get(step).text();
                differences.add(
                        new Difference(
                                scenario.id(), step + 1, text, where + key, wanted, gotten));
            }
        }
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
