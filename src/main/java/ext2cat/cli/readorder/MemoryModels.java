// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.UsageException;
import ext2cat.mm.KernelModel;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The kernels whose get_user_pages can be asked for by name, and how each was proven: the scenarios
 * are those that {@code tools/replay-gup} and the build replay.
 */
enum MemoryModels {
    LINUX_6_1(KernelModel.LINUX_6_1, "3498 of 3498", "a write copies a page that is pinned"),
    LINUX_3_10_108(
            KernelModel.LINUX_3_10_108,
            "3425 of 3425",
            "as 3.10, but a gap of 256 pages keeps a stack apart"),
    LINUX_3_10(
            KernelModel.LINUX_3_10,
            "3425 of 3425",
            "the manual page's kernel; a guard page keeps a stack apart"),
    MANUAL(
            KernelModel.MANUAL,
            "its own sentences",
            "as 3.10, but a negative number of pages gives 0");

    private static final String LINE = "%-9s %-16s %-19s %s%n";

    private final KernelModel model;
    private final String proven;
    private final String special;

    MemoryModels(KernelModel model, String proven, String special) {
        this.model = model;
        this.proven = proven;
        this.special = special;
    }

    /**
     * The model of a name.
     *
     * @throws UsageException if there is none
     */
    static KernelModel named(String name) {
        return KernelModel.named(name)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "--model '%s' is not one of %s"
                                                .formatted(
                                                        name,
                                                        Arrays.stream(values())
                                                                .map(known -> known.model.name())
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** A line for each model. */
    static String list() {
        StringBuilder list =
                new StringBuilder(
                        LINE.formatted("MODEL", "KERNEL", "RECORDED SCENARIOS", "WHAT IS SPECIAL"));
        for (MemoryModels known : values()) {
            list.append(
                    LINE.formatted(known.model.name(), known.model, known.proven, known.special));
        }
        return list.toString();
    }
}
