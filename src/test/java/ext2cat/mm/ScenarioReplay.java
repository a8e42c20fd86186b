// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Replays all scenarios of a directory. */
public final class ScenarioReplay {

    private ScenarioReplay() {}

    /**
     * Prints each step that differs, and {@code N of M scenarios equal}; exits with 1 unless all
     * are, and there are some.
     *
     * @param args the directory
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: replay-gup DIR");
            System.exit(2);
        }
        boolean allEqual = run(ScenarioParser.readAll(Path.of(args[0])), System.out);
        System.exit(allEqual ? 0 : 1);
    }

    static boolean run(List<Scenario> scenarios, PrintStream out) {
        int equal = 0;
        int advisoryFields = 0;
        int advisoryEqual = 0;
        for (Scenario scenario : scenarios) {
            Comparison comparison = Judgement.judge(scenario);
            comparison.differences().forEach(out::println);
            equal += comparison.differences().isEmpty() ? 1 : 0;
            advisoryFields += comparison.advisoryFields();
            advisoryEqual += comparison.advisoryEqual();
        }
        out.println(advisoryEqual + " of " + advisoryFields + " advisory fields equal");
        out.println(equal + " of " + scenarios.size() + " scenarios equal");
        return equal == scenarios.size() && equal > 0;
    }
}
