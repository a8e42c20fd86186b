// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import ext2cat.map.BlockMap;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

import java.io.IOException;
import java.util.Random;

/**
 * What it costs to map one block, one call a block, with all indirect blocks in memory. The limit
 * of a sequential walk is to read four bytes; that of a random one is a cache miss a level.
 */
public class GetBlockBenchmark extends ShortBenchmark {

    private static final int CALLS = 4096;

    /** How deep the blocks that are asked for lie. */
    public enum Level {
        /** In the inode. */
        DIRECT(0, BlockMap.NDIR_BLOCKS),
        /** Behind one indirect block. */
        SINGLE(BlockMap.NDIR_BLOCKS, MadeMap.POINTERS),
        /** Behind two. */
        DOUBLE(BlockMap.NDIR_BLOCKS + MadeMap.POINTERS, 1 << 20),
        /** Behind three. */
        TRIPLE(BlockMap.NDIR_BLOCKS + MadeMap.POINTERS + (1 << 20), 1 << 20);

        private final int first;
        private final int blocks;

        Level(int first, int blocks) {
            this.first = first;
            this.blocks = blocks;
        }
    }

    /** How deep. */
    @Param public Level level;

    private GetBlock mapper;
    private final int[] sequential = new int[CALLS];
    private final int[] random = new int[CALLS];

    /** Makes the map, and walks all of it once. */
    @Setup
    public void open() throws IOException {
        long end = level.first + level.blocks;
        mapper = new MadeMap(end, 2).mapper();
        for (long block = level.first; block < end; block++) {
            mapper.getBlock(block, 1);
        }
        Random generator = new Random(1);
        for (int i = 0; i < CALLS; i++) {
            sequential[i] = level.first + i % level.blocks;
            random[i] = level.first + generator.nextInt(level.blocks);
        }
    }

    /** Each block after the one before it. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void sequential(Blackhole sink) throws IOException {
        ask(sequential, sink);
    }

    /** Blocks anywhere. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void random(Blackhole sink) throws IOException {
        ask(random, sink);
    }

    private void ask(int[] blocks, Blackhole sink) throws IOException {
        for (int block : blocks) {
            Mapping mapping = mapper.getBlock(block, 1);
            sink.consume(mapping.count());
        }
    }
}
