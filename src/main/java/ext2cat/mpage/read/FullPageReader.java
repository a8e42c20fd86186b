// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.Bio;
import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.ReadModel;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a folio block by block (block_read_full_folio): one get_block call and one bio for each
 * block, even where the blocks are adjacent on disk. The way of pages that do not fit one run of
 * disk blocks, and of those that were read this way before and have blocks still missing.
 */
final class FullPageReader {

    private final FileShape shape;
    private final ReadModel.BufferRule rule;
    private final GetBlock getBlock;
    private final BioSubmitter submitter;
    private final BioDestination destination;
    private final ReadErrors errors;

    /** The buffers of folios that are not up to date, by the folio's first page. */
    private final Map<Long, FolioBuffers> buffers = new HashMap<>();

    FullPageReader(
            FileShape shape,
            ReadModel.BufferRule rule,
            GetBlock getBlock,
            BioSubmitter submitter,
            BioDestination destination,
            ReadErrors errors) {
        this.shape = shape;
        this.rule = rule;
        this.getBlock = getBlock;
        this.submitter = submitter;
        this.destination = destination;
        this.errors = errors;
    }

    /** Whether the folio was read block by block before, and has blocks missing. */
    boolean hasBuffers(long page) {
        return !buffers.isEmpty() && buffers.containsKey(page);
    }

    /**
     * Whether bytes of a page that has buffers are up to date, though the page is not. Who wants
     * bytes of its first and of its last block is taken to want all of it.
     *
     * @param fromByte the first byte wanted, counted from the page's first
     * @param endByte the byte after the last
     */
    boolean isPartiallyUptodate(long page, long fromByte, long endByte) {
        FolioBuffers folio = buffers.get(page);
        int first = (int) (fromByte >> shape.blockBits()); // below the blocks of a page
        int end = (int) ((endByte - 1 >> shape.blockBits()) + 1); // at most those
        return folio != null
                && !(first == 0 && end == 1 << shape.blocksPerPageBits())
                && folio.areUptodate(first, end);
    }

    /** Forgets the buffers of folios that begin in a range of pages. */
    void drop(long firstPage, long endPage) {
        buffers.keySet().removeIf(page -> page >= firstPage && page < endPage);
    }

    /**
     * Reads the blocks of one folio that lie inside the file, and are not up to date.
     *
     * @param why the reason that its bios state
     * @throws IOException if a block cannot be mapped or read, and that is to end the read; all
     *     that lies before it was submitted
     */
    void readFolio(long page, int order, EndReason why) throws IOException {
        FolioBuffers folio = buffers.remove(page);
        if (folio == null) {
            long first = page << shape.blocksPerPageBits();
            long blocks = 1L << (shape.blocksPerPageBits() + order);
            // A folio has at most 2^9 pages of at most four blocks, so the narrowing keeps the
            // value.
            folio = new FolioBuffers(first, (int) Math.min(blocks, shape.sizeBlocks() - first));
        }
        switch (rule) {
            case MAP_ALL_FIRST -> mapAllFirst(folio, why);
            case ONE_AHEAD -> oneAhead(folio, why);
            case READ_AS_MAPPED -> readAsMapped(folio, why);
        }
        if (!folio.areUptodate()) {
            buffers.put(page, folio);
        }
    }

    private void mapAllFirst(FolioBuffers folio, EndReason why) throws IOException {
        try {
            for (int block = 0; block < folio.blocks(); block++) {
                map(folio, block);
            }
        } finally {
            for (int block = 0; block < folio.blocks(); block++) {
                submit(folio, block, why);
            }
        }
    }

    private void oneAhead(FolioBuffers folio, EndReason why) throws IOException {
        int waiting = 0;
        for (int block = 0; block < folio.blocks(); block++) {
            try {
                map(folio, block);
            } catch (IOException e) {
                submit(folio, waiting, why);
                throw e;
            }
            if (waiting < block && folio.isMapped(block) && !folio.isUptodate(block)) {
                submit(folio, waiting, why);
                waiting = block;
            }
        }
        submit(folio, waiting, why);
    }

    private void readAsMapped(FolioBuffers folio, EndReason why) throws IOException {
        for (int block = 0; block < folio.blocks(); block++) {
            map(folio, block);
            submit(folio, block, why);
        }
    }

    private void map(FolioBuffers folio, int block) throws IOException {
        if (folio.isUptodate(block) || folio.isMapped(block)) {
            return;
        }
        try {
            folio.map(
                    block,
                    getBlock.getBlock(folio.fileBlock(block), 1) instanceof Mapping.Mapped mapped
                            ? mapped.diskBlock()
                            : FolioBuffers.HOLE);
        } catch (IOException e) {
            errors.failed(folio.fileBlock(block), 1, e);
        }
    }

    private void submit(FolioBuffers folio, int block, EndReason why) throws IOException {
        if (!folio.isMapped(block) || folio.isUptodate(block)) {
            return;
        }
        Bio bio =
                new Bio(
                        folio.diskBlock(block),
                        1,
                        Bio.Op.READ,
                        BlockUse.DATA,
                        List.of(new BioVec(folio.fileBlock(block), 1)),
                        why,
                        destination);
        try {
            submitter.submit(bio);
            folio.setUptodate(block);
        } catch (IOException e) {
            errors.failed(folio.fileBlock(block), 1, e);
        }
    }
}
