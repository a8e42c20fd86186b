// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.Dispatch;
import ext2cat.capture.LimitSign;
import ext2cat.cli.text.Shown;

import java.util.ArrayList;
import java.util.List;

/** What the block layer made of the reads, in sentences. */
public final class DispatchText {

    private DispatchText() {}

    /** One sentence a line; none if the capture does not hold both ends of the way. */
    public static List<String> lines(Dispatch dispatch) {
        List<String> lines = new ArrayList<>();
        if (dispatch.issued() == 0 || dispatch.queued() == 0) {
            return lines;
        }
        lines.add(sent(dispatch));
        if (dispatch.unsent() > 0) {
            lines.add(
                    "Not sent: of "
                            + Shown.count(dispatch.unsent(), "queued read")
                            + " the capture does not show every sector being sent.");
        }
        merged(dispatch, lines);
        split(dispatch, lines);
        return lines;
    }

    private static String sent(Dispatch dispatch) {
        return "The block layer sent the file's "
                + Shown.count(
                        dispatch.queued(), dispatch.predicted() ? "predicted read" : "queued read")
                + " as "
                + Shown.count(dispatch.issued(), "request")
                + ", the largest of "
                + size(dispatch.largestSectors())
                + ".";
    }

    private static void merged(Dispatch dispatch, List<String> lines) {
        Dispatch.Merging merging = dispatch.merging();
        if (merging.requests() > 0) {
            lines.add(
                    "Merged: "
                            + merging.reads()
                            + " reads of adjacent blocks were joined to "
                            + Shown.count(merging.requests(), "request")
                            + ", up to "
                            + merging.mostReads()
                            + " in one.");
        }
        apart(dispatch, lines);
    }

    /** Neighbours on disk that were not joined. */
    private static void apart(Dispatch dispatch, List<String> lines) {
        Dispatch.Merging merging = dispatch.merging();
        List<String> reasons = new ArrayList<>();
        if (merging.sentBefore() > 0) {
            reasons.add(
                    "in "
                            + merging.sentBefore()
                            + " the first was sent before the second was queued");
        }
        if (merging.overLargest() > 0) {
            reasons.add(
                    merging.overLargest()
                            + " would have been larger than the largest request, "
                            + size(dispatch.largestSectors())
                            + ", which may be a limit of the queue");
        }
        if (merging.overMostReads() > 0) {
            reasons.add(
                    merging.overMostReads()
                            + " would have joined a request of "
                            + merging.mostReads()
                            + " reads, the most that any holds, which may be max_segments "
                            + merging.mostReads()
                            + usual(merging.mostReads()));
        }
        if (merging.unexplained() > 0) {
            reasons.add("for " + merging.unexplained() + " the capture holds no reason");
        }
        long pairs =
                merging.sentBefore()
                        + merging.overLargest()
                        + merging.overMostReads()
                        + merging.unexplained();
        if (pairs > 0) {
            lines.add(
                    "Not merged: "
                            + Shown.count(pairs, "pair")
                            + " of adjacent reads; "
                            + String.join("; ", reasons)
                            + ".");
        }
    }

    private static void split(Dispatch dispatch, List<String> lines) {
        if (dispatch.splitReads() == 0) {
            lines.add(
                    "Not split: each read that was sent went in one request, so max_sectors_kb is "
                            + kibibytes(dispatch.largestSectors())
                            + " or more.");
            return;
        }
        lines.add(
                "Split: "
                        + Shown.count(dispatch.splitReads(), "read")
                        + (dispatch.splitReads() == 1 ? " was" : " were")
                        + " cut, at "
                        + Shown.count(dispatch.cuts(), "place")
                        + (dispatch.limits().isEmpty()
                                ? ", which no limit of a queue known here explains."
                                : "; their places show limits of the queue:"));
        for (LimitSign sign : dispatch.limits()) {
            lines.add(
                    "Limit: "
                            + sign.cuts()
                            + " of "
                            + Shown.count(dispatch.cuts(), "cut")
                            + (sign.cuts() == 1 ? " fits " : " fit ")
                            + limit(sign)
                            + ".");
        }
    }

    private static String limit(LimitSign sign) {
        long value = sign.value();
        return switch (sign.limit()) {
            case MAX_SECTORS ->
                    "max_sectors_kb "
                            + kibibytes(value)
                            + ": what was cut off has "
                            + size(value)
                            + ", and no request is larger";
            case MAX_SEGMENTS ->
                    "max_segments "
                            + value
                            + usual(value)
                            + ": what was cut off has "
                            + value
                            + " pages, none adjoining in memory";
            case MAX_SEGMENTS_AT_MOST ->
                    "max_segments of at most "
                            + value
                            + ": what was cut off has "
                            + value
                            + " pages or more, and pages that adjoin in memory share a segment";
            case CHUNK ->
                    "chunk_sectors "
                            + value
                            + ": each cut is at a multiple of "
                            + kibibytes(value)
                            + " KiB of the device, and no request crosses one";
        };
    }

    /** Drivers with such a queue, as far as it is a hint: their source sets this number. */
    private static String usual(long segments) {
        return switch ((int) segments) {
            case 126, 254 -> " (as virtio disks have)";
            case 127 -> " (as NVMe disks have)";
            case 128 -> " (as loop devices, SCSI and NVMe disks have)";
            case 168 -> " (as AHCI disks have)";
            default -> "";
        };
    }

    /** {@code 2560 sectors (1280 KiB)}. */
    private static String size(long sectors) {
        return Shown.count(sectors, "sector") + " (" + kibibytes(sectors) + " KiB)";
    }

    private static String kibibytes(long sectors) {
        return sectors / 2 + (sectors % 2 == 0 ? "" : ".5");
    }
}
