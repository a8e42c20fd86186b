// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.gup;

import ext2cat.mm.KernelModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Replays all scenarios of a directory, in order, on one guest. */
public final class Replay {

    private final List<Comparison.Difference> differences = new ArrayList<>();
    private int scenarios;
    private int equal;
    private int advisoryFields;
    private int advisoryEqual;

    private Replay() {}

    /**
     * Prints each step that differs, and {@code N of M scenarios equal}; exits with 1 unless all
     * are.
     *
     * @param args the directory
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: replay-gup DIR");
            System.exit(2);
        }
        Replay replay = new Replay();
        replay.run(ScenarioParser.readAll(Path.of(args[0])));
        replay.differences.forEach(System.out::println);
        System.out.println(
                replay.advisoryEqual + " of " + replay.advisoryFields + " advisory fields equal");
        System.out.println(replay.equal + " of " + replay.scenarios + " scenarios equal");
        System.exit(replay.equal == replay.scenarios && replay.scenarios > 0 ? 0 : 1);
    }

    private void run(List<Scenario> all) {
        try (Guest guest = new Guest(KernelModel.LINUX_6_1)) {
            for (Scenario scenario : all) {
                Comparison comparison = new Comparison();
                try {
                    comparison.compare(scenario, ScenarioRunner.replay(guest, scenario));
                } catch (RuntimeException e) {
                    differences.add(failure(scenario, e));
                    scenarios++;
                    continue;
                }
                scenarios++;
                equal += comparison.differences().isEmpty() ? 1 : 0;
                differences.addAll(comparison.differences());
                advisoryFields += comparison.advisoryFields();
                advisoryEqual += comparison.advisoryEqual();
            }
        }
    }

    private static Comparison.Difference failure(Scenario scenario, RuntimeException e) {
        return new Comparison.Difference(
                scenario.id(), 0, "the whole", "result", "a result", e + " " + e.getStackTrace()[0]);
    }
}
