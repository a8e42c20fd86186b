// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What recorders write between and after the events: headings, how much they lost, summaries.
 *
 * @param kind what it is
 * @param count how many events were lost; 1 otherwise
 * @param text what it says
 * @param isProof whether a file that holds it can be no other sort of text
 */
record RecorderLine(CaptureNote.Kind kind, long count, String text, boolean isProof) {

    /** The ring of tracefs: {@code # entries-in-buffer/entries-written: 100/422 #P:2}. */
    private static final Pattern ENTRIES =
            Pattern.compile("# entries-in-buffer/entries-written: (\\d{1,18})/(\\d{1,18})\\b.*");

    /** {@code CPU:0 [LOST 12 EVENTS]}, {@code LOST 12 events}, {@code [12 EVENTS DROPPED]}. */
    private static final Pattern LOST =
            Pattern.compile(
                    "(?i).*?\\b(?:LOST (?:(\\d{1,18}) )?EVENTS?|(?:(\\d{1,18}) )?EVENTS?"
                            + " (?:DROPPED|LOST))\\b.*");

    /** Perf script with {@code --show-lost-events}: {@code PERF_RECORD_LOST lost 12}. */
    private static final Pattern PERF_LOST =
            Pattern.compile(".*\\bPERF_RECORD_LOST(?:_SAMPLES)?\\b\\D*(\\d{1,18}).*");

    /** Blkparse's last line: {@code Skips: 2 forward (17 - 3.4%)}. */
    private static final Pattern SKIPS =
            Pattern.compile("Skips: (\\d{1,18}) forward \\((\\d{1,18}) - .*");

    /** Blkparse's summary and the headings of tracefs and trace-cmd. */
    private static final Pattern HEADING =
            Pattern.compile(
                    "\\s*(?:#.*"
                            + "|CPU\\d+ \\(.*\\):|Total \\(.*\\):|Throughput \\(R/W\\):.*"
                            + "|Events \\(.*\\): \\d+ entries|Input file .* added"
                            + "|(?:PC )?Reads? (?:Queued|Dispatches|Requeued|Completed|Merges|depth"
                            + "|Compl\\.|Disp\\.|Req\\.).*"
                            + "|IO unplugs:.*|(?:rq|q)->.*"
                            + "|cpus=\\d+|version = \\S+|CPU \\d+ is empty"
                            + "|=== .* ===)");

    static Optional<RecorderLine> parse(String line) {
        Matcher entries = ENTRIES.matcher(line);
        if (entries.matches()) {
            return Optional.of(
                    entries(Long.parseLong(entries.group(1)), Long.parseLong(entries.group(2))));
        }
        Matcher skips = SKIPS.matcher(line);
        if (skips.matches()) {
            long lost = Long.parseLong(skips.group(2));
            return Optional.of(lost == 0 ? heading() : lost(lost, "blkparse skipped events"));
        }
        Matcher perf = PERF_LOST.matcher(line);
        if (perf.matches()) {
            return Optional.of(lost(Long.parseLong(perf.group(1)), "perf lost events"));
        }
        Matcher lost = LOST.matcher(line);
        if (lost.matches()) {
            String count = lost.group(1) != null ? lost.group(1) : lost.group(2);
            return Optional.of(
                    count == null
                            ? new RecorderLine(
                                    CaptureNote.Kind.LOST, 1, "the recorder lost events", true)
                            : lost(Long.parseLong(count), "the recorder lost events"));
        }
        return HEADING.matcher(line).matches() ? Optional.of(heading()) : Optional.empty();
    }

    private static RecorderLine entries(long inBuffer, long written) {
        return inBuffer >= written
                ? new RecorderLine(CaptureNote.Kind.HEADING, 1, "heading", true)
                : lost(written - inBuffer, "the ring buffer overwrote its oldest events");
    }

    private static RecorderLine lost(long count, String text) {
        return new RecorderLine(CaptureNote.Kind.LOST, Math.max(count, 1), text, true);
    }

    private static RecorderLine heading() {
        return new RecorderLine(CaptureNote.Kind.HEADING, 1, "heading", false);
    }
}
