// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.UsageException;
import ext2cat.mpage.ReadModel;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The drivers whose reads can be asked for by name, and how each was proven: the cases are those
 * that {@code tools/replay-bio} and the build replay.
 */
enum DriverModels {
    EXT2(
            ReadModel.EXT2,
            "Linux 6.1, ext2",
            "10669 of 10669",
            "BH_Boundary ends a read before an indirect block"),
    EXT4(
            ReadModel.EXT4,
            "Linux 6.18, ext4",
            "25134 of 25134",
            "large folios; BH_Boundary counts only within one"),
    LINUX_3_10(
            ReadModel.LINUX_3_10,
            "Linux 3.10, ext2",
            "10669 of 10669",
            "as the manual page has it; at most 128 pages a read"),
    NO_BOUNDARY(
            ReadModel.NO_BOUNDARY,
            "Linux 6.1, ext2",
            "175 of 175",
            "BH_Boundary suppressed: indirect blocks come first"),
    LINUX_3_10_NO_BOUNDARY(
            ReadModel.LINUX_3_10_NO_BOUNDARY,
            "Linux 3.10, ext2",
            "3257 of 3257",
            "BH_Boundary suppressed: the manual page's 12 0 1 2"),
    PER_BLOCK(ReadModel.PER_BLOCK, "debugfs", "not recorded", "one read for each block");

    private static final String LINE = "%-23s %-17s %-15s %s%n";

    private final ReadModel model;
    private final String driver;
    private final String proven;
    private final String special;

    DriverModels(ReadModel model, String driver, String proven, String special) {
        this.model = model;
        this.driver = driver;
        this.proven = proven;
        this.special = special;
    }

    /**
     * The model of a name.
     *
     * @param option what the name was given to
     * @throws UsageException if there is none
     */
    static ReadModel named(String option, String name) {
        for (DriverModels known : values()) {
            if (known.model.name().equals(name)) {
                return known.model;
            }
        }
        throw new UsageException(
                "%s '%s' is not one of %s"
                        .formatted(
                                option,
                                name,
                                Arrays.stream(values())
                                        .map(known -> known.model.name())
                                        .collect(Collectors.joining(", "))));
    }

    /** A line for each model. */
    static String list() {
        StringBuilder list =
                new StringBuilder(
                        LINE.formatted("MODEL", "DRIVER", "RECORDED CASES", "WHAT IS SPECIAL"));
        for (DriverModels known : values()) {
            list.append(
                    LINE.formatted(known.model.name(), known.driver, known.proven, known.special));
        }
        return list.toString();
    }
}
