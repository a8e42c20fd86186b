// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a log still holds of a transaction.
 *
 * @param number of 32 bits, as is; after the last follows 0
 * @param state what becomes of it
 * @param committed when it was whole; not known of one without a commit block
 * @param items in the order of the log
 */
public record LogTransaction(
        long number, State state, Optional<Instant> committed, List<LogItem> items) {

    /** What becomes of a transaction when the log is replayed. */
    public enum State {
        /** It is replayed. */
        TO_REPLAY("to be replayed"),
        /** Its blocks were put in their places, or were to be by a log that was cleared since. */
        OLD("old"),
        /** It has no commit block, or that is not there any more. */
        OPEN("not committed");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** {@return what people call it} */
        public String label() {
            return label;
        }
    }

    /** A block of a log. */
    public sealed interface LogItem {

        /** {@return its number in the log} */
        long logBlock();

        /** {@return what people call it} */
        String label();
    }

    /**
     * Names the blocks that follow it.
     *
     * @param blocks how many
     */
    public record Descriptor(long logBlock, int blocks) implements LogItem {
        @Override
        public String label() {
            return "descriptor";
        }
    }

    /**
     * A block of the file system.
     *
     * @param diskBlock its place there
     * @param escaped whether its first four bytes are zeros here, and the magic number there
     */
    public record Data(long logBlock, long diskBlock, boolean escaped) implements LogItem {
        @Override
        public String label() {
            return "data";
        }
    }

    /**
     * Blocks of the file system that this and earlier transactions must not write.
     *
     * @param blocks how many
     */
    public record Revoke(long logBlock, int blocks) implements LogItem {
        @Override
        public String label() {
            return "revoke";
        }
    }

    /** The end of a transaction. */
    public record Commit(long logBlock) implements LogItem {
        @Override
        public String label() {
            return "commit";
        }
    }
}
