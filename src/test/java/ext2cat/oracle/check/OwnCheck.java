// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.check.Area;
import ext2cat.check.Check;
import ext2cat.check.CheckResult;
import ext2cat.check.Problem;
import ext2cat.check.Severity;
import ext2cat.device.MappedDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs our own check. */
final class OwnCheck {

    /** Features of ext4, of which the two differ for reasons that are not yet looked into. */
    private static final List<IncompatFeature> OF_EXT4 =
            List.of(
                    IncompatFeature.EXTENT,
                    IncompatFeature.INLINE_DATA,
                    IncompatFeature.EA_INODE,
                    IncompatFeature.ENCRYPT,
                    IncompatFeature.CASEFOLD);

    private OwnCheck() {}

    /** Checks an image; empty if it uses features that are not compared. */
    static Optional<Verdict> check(Path image) throws IOException {
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            if (OF_EXT4.stream().anyMatch(volume.superblock().features()::has)) {
                return Optional.empty();
            }
            CheckResult result = new Check(volume).run(0, _ -> {});
            Set<Area> areas = EnumSet.noneOf(Area.class);
            for (Problem problem : result.counts().keySet()) {
                if (problem.severity() != Severity.NOTE) {
                    areas.add(problem.area());
                }
            }
            return Optional.of(new Verdict(result.isClean(), areas));
        } catch (UnsupportedFeatureException _) {
            return Optional.empty();
        } catch (CorruptImageException _) {
            return Optional.of(new Verdict(false, EnumSet.of(Area.SUPERBLOCK)));
        }
    }
}
