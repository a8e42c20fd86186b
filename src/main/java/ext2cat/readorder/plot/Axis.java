// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The values that an axis shows.
 *
 * @param low the value at its start
 * @param high the value at its end, more than {@code low}
 */
record Axis(double low, double high) {

    /** Where a value lies, from 0 at the start to {@code length} at the end. */
    double place(double value, double length) {
        return (value - low) / (high - low) * length;
    }

    /** Whole numbers for labels, at most {@code count}: multiples of 1, 2 or 5 times 10^n. */
    List<Long> ticks(int count) {
        long step = 1;
        for (int i = 0; (high - low) / step > count; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        List<Long> ticks = new ArrayList<>();
        for (long tick = Math.ceilDiv((long) Math.ceil(low), step) * step;
                tick <= high;
                tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }
}
