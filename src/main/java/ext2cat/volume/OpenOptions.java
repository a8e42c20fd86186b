// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.BioSubmitter;
import ext2cat.disk.AcceptedFeatures;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * How a volume is opened.
 *
 * @param superblock the block with the superblock to open by, counted in the block size of the file
 *     system; empty for the primary one
 * @param observer is given the submitter that carries reads out, and answers the one to use:
 *     itself, or one that looks at each bio first
 * @param accepted the features that are not refused; with more than {@link
 *     AcceptedFeatures#ALL_KNOWN} what lies in maps, directories and attributes may be misread
 * @param journal what is done with a journal that holds what is not yet in place
 * @param wrongChecksums what a wrong checksum of what is read is
 */
public record OpenOptions(
        OptionalLong superblock,
        UnaryOperator<BioSubmitter> observer,
        AcceptedFeatures accepted,
        JournalUse journal,
        WrongChecksums wrongChecksums) {

    /** What a wrong checksum of what is read is. */
    public enum WrongChecksums {
        /** Nothing: no checksum is verified. */
        UNSEEN,
        /** One of the {@linkplain Volume#warnings warnings}; what has it is read. */
        WARNING,
        /** Damage: what has it is not read, as Linux does not read it. */
        DAMAGE
    }

    /** By the primary superblock, observed by nobody. */
    public static final OpenOptions DEFAULT =
            new OpenOptions(
                    OptionalLong.empty(),
                    UnaryOperator.identity(),
                    AcceptedFeatures.ALL_KNOWN,
                    JournalUse.REPLAY,
                    WrongChecksums.WARNING);

    /**
     * {@return these options, opening by the superblock in that block}
     *
     * @param block the number of the block, in blocks of the file system
     */
    public OpenOptions withSuperblock(long block) {
        return new OpenOptions(OptionalLong.of(block), observer, accepted, journal, wrongChecksums);
    }

    /**
     * {@return these options, with that observer}
     *
     * @param newObserver makes the observer from what carries the reads out
     */
    public OpenOptions withObserver(UnaryOperator<BioSubmitter> newObserver) {
        return new OpenOptions(superblock, newObserver, accepted, journal, wrongChecksums);
    }

    /**
     * {@return these options, with these features not refused}
     *
     * @param newAccepted the features that are not refused
     */
    public OpenOptions withAccepted(AcceptedFeatures newAccepted) {
        return new OpenOptions(superblock, observer, newAccepted, journal, wrongChecksums);
    }

    /**
     * {@return these options, with the journal used in that way}
     *
     * @param newJournal what is done with a journal that holds what is not yet in place
     */
    public OpenOptions withJournal(JournalUse newJournal) {
        return new OpenOptions(superblock, observer, accepted, newJournal, wrongChecksums);
    }

    /**
     * {@return these options, with wrong checksums taken in that way}
     *
     * @param newWrongChecksums what a wrong checksum of what is read is
     */
    public OpenOptions withWrongChecksums(WrongChecksums newWrongChecksums) {
        return new OpenOptions(superblock, observer, accepted, journal, newWrongChecksums);
    }
}
