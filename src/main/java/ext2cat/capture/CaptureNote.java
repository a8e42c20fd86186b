// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/**
 * Something in a capture that is not an event of the block layer.
 *
 * @param kind what sort of thing
 * @param count how many things it stands for: events lost, bytes passed over; 1 otherwise
 * @param text what it is, the beginning of a sentence without its full stop
 * @param where where it stands
 */
public record CaptureNote(Kind kind, long count, String text, CapturePlace where)
        implements CaptureItem {

    /** The sorts of notes. */
    public enum Kind {
        /** The recorder says that it lost events. */
        LOST(true),
        /** The events' own numbers have a gap: events were lost, or filtered out. */
        SEQUENCE_GAP(true),
        /** The capture ends in the middle of an event. */
        CUT_OFF(true),
        /** Something that is no event in any form known here. */
        NOT_UNDERSTOOD(true),
        /** An event that is older than the one before it. */
        OUT_OF_ORDER(false),
        /** An event of another sort, of the scheduler for instance. */
        OTHER_EVENT(false),
        /** A message or process name in the stream of events. */
        MESSAGE(false),
        /** A heading, comment or summary of the recorder. */
        HEADING(false);

        private final boolean damage;

        Kind(boolean damage) {
            this.damage = damage;
        }

        /** Whether reads may be absent from the capture because of it. */
        public boolean isDamage() {
            return damage;
        }
    }
}
