// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import ext2cat.mpage.ReadModel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The recorded drivers: which model each follows, and which lines of its recordings are compared.
 */
enum Driver {
    /** fs/ext2 of Linux 6.1: every line. */
    EXT2(ReadModel.EXT2, Set.of("OP", "RA", "RF", "BF", "GB", "BIO")),
    /** The same with BH_Boundary suppressed. */
    NO_BOUNDARY(ReadModel.NO_BOUNDARY, Set.of("OP", "RA", "RF", "BF", "GB", "BIO")),
    /** fs/ext2 of Linux 3.10: every line. */
    LINUX_3_10(ReadModel.LINUX_3_10, Set.of("OP", "RA", "RF", "BF", "GB", "BIO")),
    /** The same with BH_Boundary suppressed. */
    LINUX_3_10_NO_BOUNDARY(
            ReadModel.LINUX_3_10_NO_BOUNDARY, Set.of("OP", "RA", "RF", "BF", "GB", "BIO")),
    /** The ext4 driver of Linux 6.18: calls, windows with their folios, and bios. */
    EXT4(ReadModel.EXT4, Set.of("OP", "RA", "RF", "BIO", "BSEC"));

    private final ReadModel model;
    private final Set<String> compared;

    Driver(ReadModel model, Set<String> compared) {
        this.model = model;
        this.compared = compared;
    }

    /** The driver that {@code --model} names. */
    static Driver named(String name) {
        return Arrays.stream(values())
                .filter(driver -> driver.model.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no recordings of a model " + name));
    }

    ReadModel model() {
        return model;
    }

    /** Whether the recordings of this driver say of which folios a window is made. */
    boolean recordsFolios() {
        return this == EXT4;
    }

    /** max_sectors_kb of the device that its recordings were made on. */
    long maxSectorsKb() {
        return switch (this) {
            case LINUX_3_10, LINUX_3_10_NO_BOUNDARY -> 512;
            case EXT2, NO_BOUNDARY, EXT4 -> 1280;
        };
    }

    /** Whether a line of the recording is compared. */
    boolean compares(String line) {
        return compared.contains(line.split("\t", 2)[0]);
    }
}
