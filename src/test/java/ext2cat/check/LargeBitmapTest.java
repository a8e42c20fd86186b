// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.Random;

/** The primitive sets and maps, against those of the JDK. */
final class LargeBitmapTest {

    private static final long LARGEST = 1L << 32;

    @Test
    void itsBitsAreThoseOfABitSet() {
        Random random = new Random(1);
        LargeBitmap bitmap = new LargeBitmap(200_000);
        BitSet expected = new BitSet();
        for (int i = 0; i < 5_000; i++) {
            int number = random.nextInt(200_000);
            assertThat(bitmap.set(number)).isEqualTo(!expected.get(number));
            expected.set(number);
        }
        for (int number = 0; number < 200_000; number++) {
            assertThat(bitmap.has(number)).isEqualTo(expected.get(number));
        }
        long next = bitmap.next(0);
        for (int number = expected.nextSetBit(0);
                number >= 0;
                number = expected.nextSetBit(number + 1)) {
            assertThat(next).isEqualTo(number);
            next = bitmap.next(next + 1);
        }
        assertThat(next).isEqualTo(-1);
    }

    @Test
    void sixtyFourBitsCanBeReadFromAnyPlace() {
        Random random = new Random(2);
        LargeBitmap bitmap = new LargeBitmap(70_000);
        BitSet expected = new BitSet();
        for (int i = 0; i < 30_000; i++) {
            int number = random.nextInt(70_000);
            bitmap.set(number);
            expected.set(number);
        }
        for (int first = 32_600; first < 32_900; first++) {
            long[] words = expected.get(first, first + 64).toLongArray();
            assertThat(bitmap.word64(first)).isEqualTo(words.length == 0 ? 0 : words[0]);
        }
        assertThat(bitmap.word64(69_990) >>> 10).as("behind the end").isZero();
    }

    @Test
    void thereMayBeTwoToThe32Bits() {
        LargeBitmap bitmap = new LargeBitmap(LARGEST);
        assertThat(bitmap.set(LARGEST - 1)).isTrue();
        assertThat(bitmap.has(LARGEST - 1)).isTrue();
        assertThat(bitmap.has(LARGEST)).isFalse();
        assertThat(bitmap.next(0)).isEqualTo(LARGEST - 1);
        assertThat(bitmap.word64(LARGEST - 64)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aNumberMapKeepsWhatIsPut() {
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
