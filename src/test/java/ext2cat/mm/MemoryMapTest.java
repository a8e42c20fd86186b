// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How areas of an address space, and room between them, are found. */
final class MemoryMapTest {

    @Test
    void findVmaGivesTheAreaThatHoldsAnAddressOrTheNextAboveIt() {
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(2, 2, UserMemory.READ);
            memory.anonymous(8, 1, UserMemory.READ_WRITE);
            MemoryMap map = memory.map();
            assertThat(map.findVma(UserMemory.address(0)).orElseThrow().startAddress())
                    .isEqualTo(UserMemory.address(2));
            assertThat(map.findVma(UserMemory.address(4) - 1).orElseThrow().startAddress())
                    .isEqualTo(UserMemory.address(2));
            assertThat(map.findVma(UserMemory.address(4)).orElseThrow().startAddress())
                    .isEqualTo(UserMemory.address(8));
            assertThat(map.findVma(UserMemory.address(9))).isEmpty();
        }
    }

    @Test
    void findFreeGivesTheLowestGapThatIsLargeEnough() {
        try (UserMemory memory = UserMemory.create()) {
            MemoryMap map = memory.map();
            long first = map.findFree(1);
            map.mmap(MapRequest.anonymous(first, 2, UserMemory.READ));
            map.mmap(MapRequest.anonymous(first + 0x4000, 1, UserMemory.READ));
            assertThat(map.findFree(2)).isEqualTo(first + 0x2000);
            assertThat(map.findFree(3)).isEqualTo(first + 0x5000);
        }
    }
}
