// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumberMapTest {

    @Test
    void keepsWhatIsPut() {
        NumberMap map = new NumberMap();
        for (long key = 1; key <= 10_000; key++) {
            map.put(key * 7, key);
        }
        map.increment(7);
        map.increment(3);
        assertThat(map.size()).isEqualTo(10_001);
        assertThat(map.get(7)).isEqualTo(2);
        assertThat(map.get(3)).isEqualTo(1);
        assertThat(map.get(4)).isZero();
        assertThat(map.get(70_000)).isEqualTo(10_000);
        assertThat(map.sortedKeys()).hasSize(10_001).startsWith(3, 7, 14).isSorted();
    }
}
