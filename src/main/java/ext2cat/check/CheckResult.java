// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a check came to.
 *
 * @param counts how often each problem was found, in the order of {@link Problem}; those never
 *     found left out
 * @param partial whether something could not be looked at, so that more may be wrong
 * @param deviceFailed whether a read failed that is no fault of the image
 */
public record CheckResult(Map<Problem, Long> counts, boolean partial, boolean deviceFailed) {

    /** Keeps a copy. */
    public CheckResult {
        counts = counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /**
     * {@return how many findings of that severity there were}
     *
     * @param severity the severity that is counted
     */
    public long count(Severity severity) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().severity() == severity)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** {@return whether nothing is wrong, as far as could be looked} */
    public boolean isClean() {
        return count(Severity.DAMAGE) == 0 && count(Severity.INCONSISTENCY) == 0;
    }
}
