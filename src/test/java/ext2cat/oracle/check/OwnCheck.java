// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.check.Area;
import ext2cat.check.Check;
import ext2cat.check.CheckResult;
import ext2cat.check.Problem;
import ext2cat.check.Severity;
import ext2cat.device.MappedDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.volume.JournalUse;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Runs our own check. */
final class OwnCheck {

    private static final OpenOptions AS_IT_LIES =
            OpenOptions.DEFAULT.withJournal(JournalUse.IGNORE);

    /** In place of problems: the image is so damaged that it is not opened. */
    private static final String REFUSED = "refused";

    private OwnCheck() {}

    /**
     * Checks an image as it lies, as e2fsck does.
     *
     * @throws UnsupportedFeatureException if it is not read
     */
    static Verdict check(Path image) throws IOException {
        try (Volume volume = Volume.open(MappedDevice.open(image), AS_IT_LIES)) {
            CheckResult result = new Check(volume).run(0, _ -> {});
            Set<Area> areas = EnumSet.noneOf(Area.class);
            Set<String> labels = new LinkedHashSet<>();
            for (Problem problem : result.counts().keySet()) {
                if (problem.severity() != Severity.NOTE) {
                    areas.add(problem.area());
                }
                labels.add(problem.label());
            }
            return new Verdict(result.isClean(), areas, labels);
        } catch (CorruptImageException _) {
            return new Verdict(false, EnumSet.of(Area.SUPERBLOCK), Set.of(REFUSED));
        }
    }
}
