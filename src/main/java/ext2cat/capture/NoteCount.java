// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * The notes of one kind in a capture.
 *
 * @param kind the kind
 * @param count what they stand for together: events lost, lines, bytes
 * @param first the first of them
 */
public record NoteCount(CaptureNote.Kind kind, long count, List<CaptureNote> first) {

    private static final int KEPT = 8;

    /** Keeps the notes as they are now. */
    public NoteCount {
        first = List.copyOf(first);
    }

    /** With one note more. */
    NoteCount plus(CaptureNote note) {
        if (first.size() == KEPT) {
            return new NoteCount(kind, count + note.count(), first);
        }
        List<CaptureNote> more = new ArrayList<>(first);
        more.add(note);
        return new NoteCount(kind, count + note.count(), more);
    }
}
