// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.observe;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BlockUse;
import ext2cat.map.numbers.NumberSet;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Offence;
import ext2cat.readorder.OrderVerdict;
import ext2cat.readorder.format.BioText;

import java.util.Optional;

/**
 * Checks the order of the reads of one file as they pass. An offence is one of these:
 *
 * <ul>
 *   <li><b>A seek back that the layout does not force.</b> File order is the order of file blocks,
 *       with each indirect block just before the first block that it maps. When a file's blocks lie
 *       backwards, or an indirect block lies before the data that precede it in file order, reading
 *       in file order has to seek back: the layout forces that. A read that starts before the end
 *       of the read just before it <em>and</em> precedes it in file order is an offence: those two
 *       in the other order had no such seek. It is what BH_Boundary prevents, as in {@code 12 0 1 2
 *       …}. It can happen with BH_Boundary too: the kernel sets the flag only on a mapped block, so
 *       a hole in the last block of a table lets the next indirect block overtake the data at hand.
 *       This is reported, since the layout does not force it.
 *   <li><b>A block read twice.</b> Any disk block, data or metadata, that an earlier read of the
 *       same file brought.
 *   <li><b>A mergeable pair not merged.</b> Two data reads in a row, the second following the first
 *       both in file order and on disk, of the same urgency, that the rules of mpage_readpages
 *       would have put into one bio. The rules that split such a pair by design are the boundary
 *       flag where the model honours it, a hole after a page's data, a confused page (read block by
 *       block), the size limit, and the end of a readahead window; none of these is an offence.
 *       What is left is one-block reading, as of debugfs, and a planner that went wrong.
 * </ul>
 *
 * <p>Memory: one bit for each block read, in pieces of 4 KiB. One verifier is for one file.
 */
public final class OrderVerifier implements BioSubmitter {

    private final ReadModel model;
    private final NumberSet blocksRead = new NumberSet();
    private Optional<Bio> last = Optional.empty();
    private Optional<Offence> first = Optional.empty();
    private long reads;
    private long offences;

    /**
     * Nothing read yet.
     *
     * @param model whose rules hold
     */
    public OrderVerifier(ReadModel model) {
        this.model = model;
    }

    @Override
    public void submit(Bio bio) {
        reads++;
        long fresh = blocksRead.add(bio.diskBlock(), bio.blocks());
        if (fresh < bio.blocks()) {
            report(new Offence.ReadTwice(reads, bio, bio.diskBlock() + fresh));
        }
        if (last.isPresent()) {
            Bio before = last.get();
            if (bio.diskBlock() < before.diskBlock() + before.blocks() && precedes(bio, before)) {
                report(new Offence.BackwardSeek(reads, before, bio));
            } else if (isMergeable(before, bio)) {
                report(new Offence.NotMerged(reads, before, bio));
            }
        }
        last = Optional.of(bio);
    }

    /** {@return how many reads were checked} */
    public long reads() {
        return reads;
    }

    /** {@return what was found so far} */
    public OrderVerdict verdict() {
        return new OrderVerdict(offences, first);
    }

    private void report(Offence offence) {
        offences++;
        if (first.isEmpty()) {
            first = Optional.of(offence);
        }
    }

    /** Whether {@code bio} comes before {@code other} in file order. */
    private static boolean precedes(Bio bio, Bio other) {
        if (!hasPlaceInFile(bio.use()) || !hasPlaceInFile(other.use())) {
            return false;
        }
        long at = BioText.firstFileBlock(bio);
        long otherAt = BioText.firstFileBlock(other);
        return at < otherAt || at == otherAt && bio.use().level() > other.use().level();
    }

    private static boolean hasPlaceInFile(BlockUse use) {
        return use.isData() || use.isMap();
    }

    private boolean isMergeable(Bio before, Bio bio) {
        return before.use().isData()
                && bio.use().isData()
                && before.op() == bio.op()
                && before.diskBlock() + before.blocks() == bio.diskBlock()
                && precedes(before, bio)
                && !isSplitByDesign(before);
    }

    private boolean isSplitByDesign(Bio before) {
        return switch (before.end()) {
            case BOUNDARY -> model.boundary() != ReadModel.BoundaryRule.IGNORED;
            case HOLE,
                    SIZE_LIMIT,
                    WINDOW_END,
                    CONFUSED_BUFFERS,
                    CONFUSED_HOLE,
                    CONFUSED_DISCONTIGUOUS,
                    ERROR ->
                    true;
            case DISCONTIGUOUS, SINGLE_BLOCK -> false;
        };
    }
}
