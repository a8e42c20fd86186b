// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.List;

/**
 * Replays a scenario on a guest of its own and compares.
 *
 * <p>How far swap reads ahead depends on everything that was swapped in since the boot, which a
 * scenario does not say. So a scenario that swaps is equal if it is equal after many earlier swaps,
 * as most were recorded, or after one or none, as the first of the recording were.
 */
final class Judgement {

    private static final List<Integer> EARLIER_SWAPS = List.of(2, 1, 0);

    private Judgement() {}

    /** Judges one scenario, replayed by {@code model}. */
    static Comparison judge(Scenario scenario, KernelModel model) {
        boolean swaps =
                scenario.steps().stream().anyMatch(step -> step.text().endsWith(" pageout"));
        Comparison first = replay(scenario, model, EARLIER_SWAPS.getFirst());
        if (!swaps || first.differences().isEmpty()) {
            return first;
        }
        return EARLIER_SWAPS.stream()
                .skip(1)
                .map(earlierSwaps -> replay(scenario, model, earlierSwaps))
                .filter(comparison -> comparison.differences().isEmpty())
                .findFirst()
                .orElse(first);
    }

    private static Comparison replay(Scenario scenario, KernelModel model, int earlierSwaps) {
        Comparison comparison = new Comparison(scenario);
        try (Guest guest = new Guest(model, earlierSwaps)) {
            comparison.compareWith(ScenarioRunner.replay(guest, scenario));
            comparison.expectNoPages(guest.machine().frames().pagesInUse());
        } catch (RuntimeException e) {
            comparison.fail(e);
        }
        return comparison;
    }
}
