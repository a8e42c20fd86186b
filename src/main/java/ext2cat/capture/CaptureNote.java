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
        LOST("lost events", true),
        /** The events' own numbers have a gap: events were lost, or filtered out. */
        SEQUENCE_GAP("missing event numbers", true),
        /** The capture ends in the middle of an event. */
        CUT_OFF("cut off", true),
        /** Something that is no event in any form known here. */
        NOT_UNDERSTOOD("not understood", true),
        /** An event that is older than the one before it. */
        OUT_OF_ORDER("events out of order", false),
        /** An event of another sort, of the scheduler for instance. */
        OTHER_EVENT("other events", false),
        /** A message or process name in the stream of events. */
        MESSAGE("messages", false),
        /** A heading, comment or summary of the recorder. */
        HEADING("headings and summaries", false);

        private final String text;
        private final boolean damage;

        Kind(String text, boolean damage) {
            this.text = text;
            this.damage = damage;
        }

        /** The sort in words. */
        public String text() {
            return text;
        }

        /** Whether reads may be absent from the capture because of it. */
        public boolean isDamage() {
            return damage;
        }
    }
}
