// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.check.Area;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Why the two checkers may differ: on one image, or wherever they find certain things. */
final class Reasons {

    /** In place of an area: that e2fsck finds the image clean, and we do not. */
    private static final String CLEAN = "clean";

    /** A reason wherever a line of e2fsck and a problem of ours are found. */
    private record Kind(String area, Pattern theirs, Pattern ours, String reason) {

        boolean fits(String differing, Verdict e2fsck, Verdict own) {
            return area.equals(differing)
                    && theirs.matcher(String.join("\n", e2fsck.evidence())).find()
                    && ours.matcher(String.join("\n", own.evidence())).find();
        }
    }

    private final Map<String, String> ofImages = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();

    private Reasons() {}

    /** Those of {@code check/e2fsck-reasons.tsv} and {@code check/e2fsck-kinds.tsv}. */
    static Reasons load() throws IOException {
        Reasons loaded = new Reasons();
        for (String[] fields : AreaRules.table("e2fsck-reasons.tsv")) {
            loaded.ofImages.put(fields[0], fields[1]);
        }
        for (String[] fields : AreaRules.table("e2fsck-kinds.tsv")) {
            loaded.kinds.add(
                    new Kind(
                            fields[0],
                            Pattern.compile(fields[1], Pattern.MULTILINE),
                            Pattern.compile(fields[2], Pattern.MULTILINE),
                            fields[3]));
        }
        return loaded;
    }

    /** Why they differ, if there is a reason for all in which they do. */
    Optional<String> of(String image, Verdict e2fsck, Verdict ours) {
        if (ofImages.containsKey(image)) {
            return Optional.of(ofImages.get(image));
        }
        Set<String> reasons = new LinkedHashSet<>();
        List<String> differing =
                e2fsck.clean()
                        ? List.of(CLEAN)
                        : e2fsck.areas().stream()
                                .filter(Predicate.not(ours.areas()::contains))
                                .map(Area::label)
                                .toList();
        for (String area : differing) {
            Optional<Kind> kind =
                    kinds.stream().filter(any -> any.fits(area, e2fsck, ours)).findFirst();
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            reasons.add(kind.get().reason);
        }
        return Optional.of(String.join("; ", reasons));
    }
}
