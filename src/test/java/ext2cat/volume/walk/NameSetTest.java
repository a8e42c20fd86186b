// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.disk.FileName;

import org.junit.jupiter.api.Test;

final class NameSetTest {

    @Test
    void aNameIsInASetOnce() {
        NameSet names = new NameSet();
        for (int i = 0; i < 5_000; i++) {
            assertThat(names.add(FileName.of("name-" + i))).isTrue();
        }
        assertThat(names.add(FileName.of("name-4999"))).isFalse();
        assertThat(names.contains(FileName.of("name-0"))).isTrue();
        assertThat(names.contains(FileName.of("name-5000"))).isFalse();
        assertThat(names.add(FileName.of(""))).isTrue();
        assertThat(names.add(FileName.of(""))).isFalse();
        assertThat(names.size()).isEqualTo(5_001);
        names.clear();
        assertThat(names.add(FileName.of("name-4999"))).isTrue();
    }
}
