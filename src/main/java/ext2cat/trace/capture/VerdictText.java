// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import java.util.List;

/** Verdicts in sentences. */
final class VerdictText {

    private VerdictText() {}

    /** The verdict of the whole comparison. */
    static String of(CaptureReport report) {
        List<String> followed = report.followed();
        return switch (report.verdict()) {
            case Verdict.Equal _, Verdict.EqualApartFromCuts _ ->
                    "Verdict: the capture follows the model "
                            + String.join(" and the model ", followed)
                            + (followed.size() > 1 ? ", which agree on this file." : ".");
            case Verdict.Different different ->
                    "Verdict: the capture follows no model; nearest is "
                            + report.matches().getFirst().model()
                            + ", from which it first differs at read "
                            + different.first().number()
                            + ".";
            case Verdict.OtherImage other ->
                    "Verdict: the capture is of another image: " + other.why() + ".";
            case Verdict.NothingOfFile nothing ->
                    "Verdict: the capture holds nothing of the file: " + nothing.why() + ".";
        };
    }

    /** How the capture compares with one model. */
    static String of(ModelMatch match, List<NoteCount> damage) {
        return "Model "
                + match.model()
                + ": "
                + switch (match.verdict()) {
                    case Verdict.Equal equal -> equal(equal, match.prediction().pages());
                    case Verdict.EqualApartFromCuts cuts ->
                            "equal but for where requests are cut: " + cuts.why() + ".";
                    case Verdict.Different different -> different(different, damage);
                    case Verdict.OtherImage other -> other.why() + ".";
                    case Verdict.NothingOfFile nothing -> nothing.why() + ".";
                };
    }

    private static String equal(Verdict.Equal equal, Prediction.Pages pages) {
        return "all "
                + equal.reads()
                + " reads are equal"
                + switch (pages) {
                    case APART -> "";
                    case ADJOINING -> ", if pages adjoin in memory and bios are longer for it";
                }
                + (equal.otherUrgency() == 0
                        ? "."
                        : ", but " + equal.otherUrgency() + " differ in being read ahead.");
    }

    private static String different(Verdict.Different different, List<NoteCount> damage) {
        FirstDifference first = different.first();
        boolean missing =
                first.reason() == FirstDifference.Reason.MISSING
                        || first.reason() == FirstDifference.Reason.CAPTURE_ENDS;
        String predicted =
                first.predicted()
                        .map(read -> "predicted " + predicted(read) + " (" + read.what() + ")")
                        .orElse("predicted nothing");
        String captured =
                first.captured()
                        .map(read -> "captured " + captured(read) + " (" + read.where() + ")")
                        .orElse("captured nothing");
        return (different.rows() == 1
                        ? "1 row differs, at read "
                        : different.rows() + " rows differ, the first at read ")
                + first.number()
                + ", where "
                + first.reason().text()
                + ": "
                + predicted
                + ", "
                + captured
                + (missing && !damage.isEmpty() ? "; the capture is damaged." : ".");
    }

    /** A predicted read as blkparse writes it: {@code RA 12366 + 24}. */
    static String predicted(Predicted read) {
        return (read.request().readahead() ? "RA " : "R ")
                + read.request().startSector()
                + " + "
                + read.request().sectors();
    }

    /** A captured read, at its place in the file system. */
    static String captured(CapturedRead read) {
        return read.rwbs() + " " + read.request().startSector() + " + " + read.request().sectors();
    }
}
