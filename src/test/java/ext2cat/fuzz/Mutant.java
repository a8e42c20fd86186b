// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A few changes of a file's bytes, the same for the same seed; and how they are undone. */
final class Mutant {

    /**
     * Values that break arithmetic: the ends of ranges, signs, powers of two and their neighbours.
     */
    private static final long[] EXTREMES = {
        0,
        1,
        2,
        7,
        8,
        11,
        12,
        0x7f,
        0x80,
        0xff,
        0x100,
        0x7fff,
        0x8000,
        0xfffc,
        0xffff,
        0x10000,
        0x7fffffffL,
        0x80000000L,
        0xfffffffeL,
        0xffffffffL,
        1L << 40,
        Long.MAX_VALUE,
        -1L
    };

    private static final int MOST_CHANGES = 4;

    /** Bytes that were changed, as they were before. */
    record Change(int at, byte[] before) {}

    private final byte[] bytes;
    private final List<Change> changes = new ArrayList<>();

    private Mutant(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Changes bytes.
     *
     * @param places offsets, by what stands there
     * @param blockBytes what is copied and emptied as a whole
     */
    static Mutant of(byte[] bytes, Map<Place, List<Integer>> places, int blockBytes, long seed) {
        Random random = new Random(seed);
        Mutant mutant = new Mutant(bytes);
        List<List<Integer>> kinds = List.copyOf(places.values());
        int count = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < count; i++) {
            List<Integer> kind = kinds.get(random.nextInt(kinds.size()));
            mutant.change(kind, blockBytes, random);
        }
        return mutant;
    }

    /** What was changed, the first change first. */
    List<Change> changes() {
        return changes;
    }

    /** Restores the bytes, the last change first. */
    void undo() {
        for (Change change : changes.reversed()) {
            System.arraycopy(change.before, 0, bytes, change.at, change.before.length);
        }
    }

    private void change(List<Integer> kind, int blockBytes, RandomGenerator random) {
        int at = kind.get(random.nextInt(kind.size()));
        int other = kind.get(random.nextInt(kind.size()));
        int width = 1 << random.nextInt(4);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> put(at, width, EXTREMES[random.nextInt(EXTREMES.length)], random);
            case 3 -> put(at, width, random.nextInt(bytes.length / blockBytes + 2), random);
            case 4 -> put(at, width, get(at, width) + random.nextInt(-4, 5), random);
            case 5 -> put(at, 1, bytes[at] ^ 1 << random.nextInt(8), random);
            case 6, 7 -> copy(other, at, Math.max(2, width)); // the same pointer or number twice
            case 8 ->
                    copy(other / blockBytes * blockBytes, at / blockBytes * blockBytes, blockBytes);
            default -> fill(at / blockBytes * blockBytes, blockBytes, random);
        }
    }

    private long get(int at, int width) {
        long value = 0;
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            value |= (bytes[at + i] & 0xffL) << 8 * i;
        }
        return value;
    }

    /** Seldom big-endian, as logs and some containers are. */
    private void put(int at, int width, long value, RandomGenerator random) {
        int length = save(at, width);
        boolean isBigEndian = random.nextInt(4) == 0;
        for (int i = 0; i < length; i++) {
            bytes[at + (isBigEndian ? length - 1 - i : i)] = (byte) (value >> 8 * i);
        }
    }

    private void copy(int from, int to, int count) {
        int length = Math.min(save(to, count), bytes.length - from);
        System.arraycopy(bytes, from, bytes, to, Math.max(0, length));
    }

    private void fill(int at, int count, RandomGenerator random) {
        int length = save(at, count);
        Arrays.fill(bytes, at, at + length, (byte) random.nextInt(-1, 1));
    }

    /** Remembers bytes; how many there are up to the end. */
    private int save(int at, int count) {
        int length = Math.clamp(bytes.length - at, 0, Math.max(count, 1));
        changes.add(new Change(at, Arrays.copyOfRange(bytes, at, at + length)));
        return length;
    }

    /** For reports: the offsets and how many bytes each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            text.append(" 0x%x+%d".formatted(change.at, change.before.length));
        }
        return text.toString().strip();
    }
}
