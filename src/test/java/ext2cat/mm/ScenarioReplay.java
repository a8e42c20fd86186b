// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays all scenarios of a directory. */
public final class ScenarioReplay {

    private ScenarioReplay() {}

    /**
     * Prints each step that differs, and {@code N of M scenarios equal}; exits with 1 unless all
     * are, and there are some.
     *
     * @param args the directory, perhaps after {@code --model} and the model's name
     */
    public static void main(String[] args) throws IOException {
        boolean modelGiven = args.length == 3 && args[0].equals("--model");
        Optional<KernelModel> model =
                modelGiven ? KernelModel.named(args[1]) : Optional.of(KernelModel.LINUX_6_1);
        if (model.isEmpty() || args.length != (modelGiven ? 3 : 1)) {
            System.err.println(
                    "usage: replay-gup [--model MODEL] DIR; MODEL is one of "
                            + KernelModel.ALL.stream().map(KernelModel::name).toList());
            System.exit(2);
        }
        Path directory = Path.of(args[args.length - 1]);
        boolean allEqual = run(recordedOf(model.get(), directory), model.get(), System.out);
        System.exit(allEqual ? 0 : 1);
    }

    /** The scenarios of a directory; what lies in {@code linux-MODEL} replaces its equals. */
    static List<Scenario> recordedOf(KernelModel model, Path directory) throws IOException {
        Map<String, Scenario> byId = new LinkedHashMap<>();
        ScenarioParser.readAll(directory).forEach(scenario -> byId.put(scenario.id(), scenario));
        Path own = directory.resolve("linux-" + model.name());
        ScenarioParser.readAll(own).forEach(scenario -> byId.put(scenario.id(), scenario));
        return List.copyOf(byId.values());
    }

    static boolean run(List<Scenario> scenarios, KernelModel model, PrintStream out) {
        int equal = 0;
        int advisoryFields = 0;
        int advisoryEqual = 0;
        for (Scenario scenario : scenarios) {
            Comparison comparison = Judgement.judge(scenario, model);
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
