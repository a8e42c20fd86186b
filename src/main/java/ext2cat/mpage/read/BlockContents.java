// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.ReadModel;

import java.io.IOException;

/**
 * Contents that a map of blocks leads to: read through {@link MpageReader} like those of every
 * reader, by the model {@link ReadModel#STREAM}, in windows as large as is useful rather than as a
 * kernel would choose them.
 */
public final class BlockContents implements Contents {

    /**
     * Blocks in a window: enough for the largest bios, few enough that the plan of a window is
     * short.
     */
    private static final long WINDOW_BLOCKS = 1 << 16;

    private final FileShape shape;
    private final GetBlock getBlock;
    private final BioSubmitter submitter;

    /**
     * The contents of a file.
     *
     * @param shape the file's size and units
     * @param getBlock the file's map
     * @param submitter carries the reads out
     */
    public BlockContents(FileShape shape, GetBlock getBlock, BioSubmitter submitter) {
        this.shape = shape;
        this.getBlock = getBlock;
        this.submitter = submitter;
    }

    @Override
    public long sizeBytes() {
        return shape.sizeBytes();
    }

    @Override
    public long nextData(long fromBytes) throws IOException {
        long block = fromBytes >> shape.blockBits();
        while (block < shape.sizeBlocks()) {
            Mapping mapping = getBlock.getBlock(block, shape.sizeBlocks() - block);
            if (mapping instanceof Mapping.Mapped) {
                return Math.max(fromBytes, block << shape.blockBits());
            }
            block += mapping.count();
        }
        return shape.sizeBytes();
    }

    @Override
    public void read(long startBytes, long endBytes, BioDestination destination)
            throws IOException {
        FailureWatch map = new FailureWatch(getBlock);
        MpageReader reader =
                new MpageReader(
                        ReadModel.STREAM, shape, map, submitter, destination, ReadEvents.NONE);
        long end =
                FileShape.inBlocks(Math.min(endBytes, shape.sizeBytes()), shape.blockBits())
                        .sizeBlocks();
        try {
            for (long block = startBytes >> shape.blockBits();
                    block < end;
                    block += WINDOW_BLOCKS) {
                reader.readPages(new Window(block, Math.min(WINDOW_BLOCKS, end - block)));
            }
        } catch (IOException e) {
            deliver(destination, e, e == map.failure ? map.failedBlock : 0);
            throw e;
        }
        destination.flush();
    }

    /** Lets the destination have all that lies before a failure. */
    private void deliver(BioDestination destination, IOException failure, long knownBlocks) {
        try {
            destination.endsBefore(knownBlocks << shape.blockBits());
            destination.flush();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Remembers which block could not be mapped: all before it is known. */
    private static final class FailureWatch extends WatchedMap {

        private IOException failure;
        private long failedBlock;

        FailureWatch(GetBlock map) {
            super(map);
        }

        @Override
        public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
            try {
                return map.getBlock(fileBlock, maxBlocks);
            } catch (IOException e) {
                failure = e;
                failedBlock = fileBlock;
                throw e;
            }
        }
    }
}
