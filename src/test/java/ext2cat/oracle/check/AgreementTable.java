// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The results of a comparison as a table of Markdown. */
final class AgreementTable {

    /**
     * What both said of an image.
     *
     * @param reason why they may differ, if that is known
     */
    record Row(String image, Verdict e2fsck, Verdict ours, Optional<String> reason) {

        /** Whether we find at least what e2fsck finds, and nothing where it finds nothing. */
        boolean agrees() {
            return e2fsck.clean() == ours.clean() && ours.without(e2fsck).isEmpty();
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> leftOut = new TreeMap<>();

    void add(Row row) {
        rows.add(row);
    }

    /** One more image is not compared, since we refuse it. */
    void addLeftOut(String image, String why) {
        leftOut.put(image, why);
    }

    /** The table, the reasons, and last {@code N of M images agree}. */
    String text(String version) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s; %d images are not read, and so not compared.%n"
                        .formatted(version, leftOut.size()));
        long clean = rows.stream().filter(row -> row.agrees() && row.ours.clean()).count();
        text.append("On %d images neither finds anything.%n%n".formatted(clean));
        text.append(
                "| image | e2fsck -fn | ext2 check | both find | only e2fsck | only ext2 check"
                        + " |\n");
        text.append("|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            if (!row.agrees() || !row.ours.clean()) {
                text.append(
                        "| %s | %s | %s | %s | %s | %s |%n"
                                .formatted(
                                        row.image,
                                        row.e2fsck,
                                        row.ours,
                                        row.ours.with(row.e2fsck),
                                        row.ours.without(row.e2fsck),
                                        row.e2fsck.without(row.ours)));
            }
        }
        text.append('\n');
        for (Row row : rows) {
            if (!row.agrees()) {
                text.append(
                        "- `%s`: %s%n"
                                .formatted(row.image, row.reason.orElse("no reason is known")));
            }
        }
        leftOut.forEach(
                (image, why) -> text.append("- `%s`: not read: %s%n".formatted(image, why)));
        long agree = rows.stream().filter(Row::agrees).count();
        return text.append("%n%d of %d images agree%n".formatted(agree, rows.size())).toString();
    }
}
