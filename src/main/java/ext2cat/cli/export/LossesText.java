// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.text.Shown;
import ext2cat.extract.Losses;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tells what an extraction could not set. */
final class LossesText {

    private LossesText() {}

    /** A sentence; to be asked for only if there is something to tell. */
    static String of(Losses losses) {
        List<String> parts = new ArrayList<>();
        add(parts, losses.owners(), "the owner of ");
        add(parts, losses.modes(), "the mode of ");
        add(parts, losses.setIds(), "the set-ID bits of ");
        new TreeMap<>(losses.xattrs())
                .forEach((namespace, count) -> add(parts, count, namespace + " of "));
        add(parts, losses.times(), "the times of ");
        add(parts, losses.hardLinks(), "the hard link of ");
        String notSet = parts.isEmpty() ? "" : "could not be set: " + String.join(", ", parts);
        if (losses.devices() == 0) {
            return notSet;
        }
        String notMade =
                "only root may create devices, and %s not created"
                        .formatted(losses.devices() == 1 ? "1 was" : losses.devices() + " were");
        return notSet.isEmpty() ? notMade : notSet + "; " + notMade;
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(what + Shown.count(count, "file"));
        }
    }
}
