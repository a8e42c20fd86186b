// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import static ext2cat.map.TinyImage.TINY_BLOCK_BYTES;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.EndReason;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

final class BufferCacheTest {

    private final TinyImage image = new TinyImage(TINY_BLOCK_BYTES, 100, 21);
    private final List<Bio> reads = new ArrayList<>();

    @Test
    void aBlockIsReadOnceAndItsBytesAreThoseOfTheDisk() throws Exception {
        BufferCache cache = cache(100);
        BufferHead buffer = cache.bread(17, BlockMap.use(2), 16);
        assertThat(cache.bread(17, BlockMap.use(2), 16)).isSameAs(buffer);
        assertThat(buffer.diskBlock()).isEqualTo(17);
        assertThat(buffer.data().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(image.block(17));
        assertThat(reads).hasSize(1);
        Bio read = reads.getFirst();
        assertThat(read.diskBlock()).isEqualTo(17);
        assertThat(read.blocks()).isEqualTo(1);
        assertThat(read.op()).isEqualTo(Bio.Op.READ);
        assertThat(read.use()).isEqualTo(BlockMap.use(2));
        assertThat(read.vecs()).containsExactly(new BioVec(16, 1));
        assertThat(read.end()).isEqualTo(EndReason.SINGLE_BLOCK);
    }

    @Test
    void theBytesOfABufferCannotBeChanged() throws Exception {
        BufferHead buffer = cache(100).bread(17, BlockMap.use(1), 12);
        assertThat(buffer.data().isReadOnly()).isTrue();
    }

    @Test
    void theBlockUsedLongestAgoGoesFirst() throws Exception {
        BufferCache cache = cache(5);
        checkReads(cache, List.of(1, 2, 3, 4, 5), List.of(1, 2, 3, 4, 5));
        checkReads(cache, List.of(1, 3), List.of());
        checkReads(cache, List.of(6, 7), List.of(6, 7)); // in place of 2 and 4
        checkReads(cache, List.of(1, 3, 5, 6, 7), List.of());
        checkReads(cache, List.of(2), List.of(2)); // in place of 1
        checkReads(cache, List.of(3, 5, 6, 7, 2, 1), List.of(1));
    }

    @Test
    void aWayThroughATripleIndirectMapIsKeptHoweverSmallTheCapacity() throws Exception {
        BufferCache cache = cache(0);
        checkReads(cache, List.of(1, 2, 3, 4, 1, 2, 3, 4), List.of(1, 2, 3, 4));
        checkReads(cache, List.of(5, 2, 3, 4, 5, 1), List.of(5, 1));
    }

    @Test
    void whatWasDroppedIsReadAgain() throws Exception {
        BufferCache cache = cache(100);
        checkReads(cache, List.of(1, 2), List.of(1, 2));
        cache.drop();
        checkReads(cache, List.of(2, 1, 2), List.of(2, 1));
    }

    @Test
    void aFailedReadKeepsNothing() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        BioSubmitter failsOnce =
                bio -> {
                    if (attempts.getAndIncrement() == 0) {
                        throw new IOException("unreadable");
                    }
                    image.submitter().submit(bio);
                };
        BufferCache cache = new BufferCache(failsOnce, TINY_BLOCK_BYTES, 1000);
        assertThatThrownBy(() -> cache.bread(9, BlockMap.use(1), 12)).hasMessage("unreadable");
        assertThat(cache.bread(9, BlockMap.use(1), 12).data().toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(image.block(9));
        cache.bread(9, BlockMap.use(1), 12);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void threadsThatWantTheSameBlockAtOnceShareOneRead() throws Exception {
        int threads = 4;
        AtomicInteger submitted = new AtomicInteger();
        BioSubmitter slow =
                bio -> {
                    submitted.incrementAndGet();
                    for (int i = 0; i < 100; i++) {
                        Thread.yield();
                    }
                    image.submitter().submit(bio);
                };
        BufferCache cache = new BufferCache(slow, TINY_BLOCK_BYTES, 1L << 20);
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int block = 1; block < 50; block++) {
                long wanted = block;
                Callable<BufferHead> task =
                        () -> {
                            start.await();
                            return cache.bread(wanted, BlockMap.use(1), 12);
                        };
                List<Future<BufferHead>> answers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    answers.add(pool.submit(task));
                }
                for (Future<BufferHead> answer : answers) {
                    assertThat(answer.get()).isSameAs(answers.getFirst().get());
                }
                assertThat(submitted).hasValue(block);
            }
        }
    }

    private BufferCache cache(int capacityBlocks) {
        return new BufferCache(
                image.recording(reads), TINY_BLOCK_BYTES, (long) capacityBlocks * TINY_BLOCK_BYTES);
    }

    private void checkReads(BufferCache cache, List<Integer> asked, List<Integer> read)
            throws IOException {
        reads.clear();
        for (int block : asked) {
            assertThat(cache.bread(block, BlockMap.use(1), 12).diskBlock()).isEqualTo(block);
        }
        assertThat(reads.stream().map(bio -> (int) bio.diskBlock()).toList()).isEqualTo(read);
    }
}
