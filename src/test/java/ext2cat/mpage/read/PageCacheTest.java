// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.TreeSet;

/** Cached single pages and their marks, against a plain set of numbers. */
final class PageCacheTest {

    private static final int PAGES = 200;

    @Test
    void theNextAndThePreviousMissAreThoseThatCountingFinds() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            PageCache cache = new PageCache();
            boolean[] cached = new boolean[PAGES];
            fill(cache, cached, random);
            for (int page = 0; page < PAGES; page++) {
                assertThat(cache.contains(page)).isEqualTo(cached[page]);
                for (int max : new int[] {1, 2, 3, 31, 32, 64, 65, PAGES + 1}) {
                    assertThat(cache.nextMiss(page, max))
                            .as("next miss from %d, looking at %d, seed %d", page, max, seed)
                            .isEqualTo(naiveNextMiss(cached, page, max));
                    assertThat(cache.prevMiss(page, max))
                            .as("previous miss from %d, looking at %d, seed %d", page, max, seed)
                            .isEqualTo(naivePrevMiss(cached, page, max));
                }
            }
        }
    }

    /** The first page not cached among {@code max}, or the one behind them. */
    private static int naiveNextMiss(boolean[] cached, int page, int max) {
        for (int at = page; at < page + max; at++) {
            if (at >= cached.length || !cached[at]) {
                return at;
            }
        }
        return page + max;
    }

    /** The first page not cached among {@code max} downwards, or the last of them; -1 below 0. */
    private static int naivePrevMiss(boolean[] cached, int page, int max) {
        int at = page;
        for (int looked = 1; at >= 0 && cached[at] && looked < max; looked++) {
            at--;
        }
        return at;
    }

    @Test
    void marksStayWithTheirPagesUntilTheseAreDropped() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            PageCache cache = new PageCache();
            boolean[] cached = new boolean[PAGES];
            fill(cache, cached, random);
            TreeSet<Integer> marks = new TreeSet<>();
            for (int page = 0; page < PAGES; page++) {
                if (cached[page] && random.nextInt(3) == 0) {
                    cache.setReadaheadMark(page);
                    marks.add(page);
                }
            }
            checkMarks(cache, marks);
            marks.removeIf(
                    page -> {
                        boolean clear = random.nextBoolean();
                        if (clear) {
                            cache.clearReadaheadMark(page);
                        }
                        return clear;
                    });
            checkMarks(cache, marks);
            int first = random.nextInt(PAGES);
            int end = first + random.nextInt(PAGES);
            cache.drop(first, end);
            marks.subSet(first, end).clear();
            checkMarks(cache, marks);
            for (int page = 0; page < PAGES; page++) {
                boolean dropped = page >= first && page < end;
                assertThat(cache.contains(page)).isEqualTo(cached[page] && !dropped);
                if (cached[page] && dropped) {
                    cache.add(page, 0);
                }
            }
            checkMarks(cache, marks);
        }
    }

    @Test
    void pagesFarApartAreKeptApart() {
        PageCache cache = new PageCache();
        long[] pages = {0, 63, 64, 1L << 31, (1L << 51) - 1};
        for (long page : pages) {
            cache.add(page, 0);
        }
        for (long page : pages) {
            assertThat(cache.contains(page)).isTrue();
            assertThat(cache.nextMiss(page, 100)).isEqualTo(page == 63 ? 65 : page + 1);
        }
        cache.drop(1, 1L << 51);
        assertThat(cache.contains(0)).isTrue();
        assertThat(cache.contains((1L << 51) - 1)).isFalse();
    }

    private static void checkMarks(PageCache cache, TreeSet<Integer> marks) {
        for (int page = 0; page < PAGES; page++) {
            assertThat(cache.hasReadaheadMark(page))
                    .as("mark of page %d", page)
                    .isEqualTo(marks.contains(page));
        }
    }

    /** Runs of cached pages with gaps between them; now and then all are cached. */
    private static void fill(PageCache cache, boolean[] cached, Random random) {
        int longest = random.nextInt(10) == 0 ? PAGES * 10 : 1 + random.nextInt(80);
        boolean present = random.nextBoolean();
        for (int page = 0; page < PAGES; present = !present) {
            for (int left = 1 + random.nextInt(longest); left > 0 && page < PAGES; left--) {
                if (present) {
                    cache.add(page, 0);
                    cached[page] = true;
                }
                page++;
            }
        }
    }
}
