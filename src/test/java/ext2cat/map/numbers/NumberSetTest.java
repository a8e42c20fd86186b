// SPDX-License-Identifier: Apache-2.0
package ext2cat.map.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.Random;

final class NumberSetTest {

    private static final long LARGEST = 1L << 32;

    @Test
    void itsBitsAreThoseOfABitSet() {
        Random random = new Random(1);
        NumberSet set = new NumberSet();
        BitSet expected = new BitSet();
        for (int i = 0; i < 5_000; i++) {
            int number = random.nextInt(200_000);
            assertThat(set.add(number)).isEqualTo(!expected.get(number));
            expected.set(number);
        }
        for (int number = 0; number < 200_000; number++) {
            assertThat(set.contains(number)).isEqualTo(expected.get(number));
        }
        long next = set.next(0);
        for (int number = expected.nextSetBit(0);
                number >= 0;
                number = expected.nextSetBit(number + 1)) {
            assertThat(next).isEqualTo(number);
            next = set.next(next + 1);
        }
        assertThat(next).isEqualTo(-1);
    }

    @Test
    void sixtyFourBitsCanBeReadFromAnyPlace() {
        Random random = new Random(2);
        NumberSet set = new NumberSet();
        BitSet expected = new BitSet();
        for (int i = 0; i < 30_000; i++) {
            int number = random.nextInt(70_000);
            set.add(number);
            expected.set(number);
        }
        for (int first = 32_600; first < 32_900; first++) {
            long[] words = expected.get(first, first + 64).toLongArray();
            assertThat(set.word64(first)).isEqualTo(words.length == 0 ? 0 : words[0]);
        }
        assertThat(set.word64(69_990) >>> 10).as("behind the end").isZero();
    }

    @Test
    void numbersMayHaveMoreThan32Bits() {
        NumberSet set = new NumberSet();
        assertThat(set.add(LARGEST - 1)).isTrue();
        assertThat(set.contains(LARGEST - 1)).isTrue();
        assertThat(set.contains(LARGEST)).isFalse();
        assertThat(set.next(0)).isEqualTo(LARGEST - 1);
        assertThat(set.next(LARGEST)).isEqualTo(-1);
        assertThat(set.word64(LARGEST - 64)).isEqualTo(Long.MIN_VALUE);
        long[] numbers = {LARGEST, LARGEST + 5, (1L << 48) - 1, Long.MAX_VALUE};
        long at = LARGEST - 1;
        for (long number : numbers) {
            assertThat(set.contains(number)).isFalse();
            assertThat(set.add(number)).isTrue();
            assertThat(set.add(number)).isFalse();
            assertThat(set.contains(number)).isTrue();
            at = set.next(at + 1);
            assertThat(at).isEqualTo(number);
        }
        assertThat(set.contains(LARGEST + 4)).isFalse();
        assertThat(set.word64(LARGEST - 1)).isEqualTo(0b100_0011);
        assertThatThrownBy(() -> set.add(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofARunItTellsHowManyWereNewBeforeTheFirstThatWasNot() {
        NumberSet set = new NumberSet();
        set.add(40_000);
        set.add(45_000);
        assertThat(set.add(30_000, 20_000)).isEqualTo(10_000);
        assertThat(set.add(50_000, 20_000)).isEqualTo(20_000);
        assertThat(set.contains(29_999)).isFalse();
        assertThat(set.contains(69_999)).isTrue();
        assertThat(set.contains(70_000)).isFalse();
    }

    @Test
    void theNextNumberMayBeAnyNumberOfPiecesAway() {
        NumberSet set = new NumberSet();
        long[] numbers = {5, 3 << 15, (1 << 23) + 7, 3L << 30};
        for (long number : numbers) {
            set.add(number);
        }
        long at = -1;
        for (long number : numbers) {
            at = set.next(at + 1);
            assertThat(at).isEqualTo(number);
        }
        assertThat(set.next(at + 1)).isEqualTo(-1);
    }
}
