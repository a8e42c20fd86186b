// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.capture.CaptureQuery;
import ext2cat.capture.CaptureReport;
import ext2cat.capture.ReadCost;
import ext2cat.cli.text.Shown;

import java.util.ArrayList;
import java.util.List;

/**
 * What an order costs, against the order of the first model that was asked for, and what would
 * avoid it.
 */
final class CostText {

    private CostText() {}

    static List<String> lines(CaptureReport report, CaptureQuery query) {
        String expected = query.predictions().getFirst().model();
        ReadCost best =
                report.matches().stream()
                        .filter(match -> match.model().equals(expected))
                        .findFirst()
                        .orElseThrow()
                        .cost();
        ReadCost cost = report.cost();
        List<String> lines = new ArrayList<>();
        lines.add("Cost: " + cost(cost) + "; the model " + expected + " needs " + cost(best) + ".");
        if (report.queued()) {
            advice(cost, best, lines);
        }
        return lines;
    }

    private static String cost(ReadCost cost) {
        return Shown.count(cost.requests(), "request")
                + " ("
                + cost.oneBlockRequests()
                + " of one block) with "
                + Shown.count(cost.backwardSeeks(), "seek")
                + " backward and "
                + cost.forwardSeeks()
                + " forward over "
                + Shown.count(cost.seekSectors(), "sector");
    }

    private static void advice(ReadCost cost, ReadCost best, List<String> lines) {
        if (cost.oneBlockRequests() > best.oneBlockRequests()) {
            lines.add(
                    "Reads of one block: "
                            + (cost.oneBlockRequests() - best.oneBlockRequests())
                            + " more, as a page or large folio whose blocks are not adjacent is"
                            + " read block by block; a copy of the file in contiguous free space"
                            + " would avoid it.");
        } else if (cost.requests() > best.requests()) {
            lines.add(
                    "Requests: "
                            + (cost.requests() - best.requests())
                            + " more, as the windows are shorter or end elsewhere; a larger"
                            + " read_ahead_kb would avoid it.");
        }
        if (cost.backwardSeeks() > best.backwardSeeks()) {
            lines.add(
                    "Seeks backward: "
                            + (cost.backwardSeeks() - best.backwardSeeks())
                            + " more, as an indirect block is read before the data in front of"
                            + " it; a driver that honours BH_Boundary, or indirect blocks that"
                            + " are cached, would avoid it.");
        }
    }
}
