// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.Volume;

import picocli.CommandLine.Option;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** The options of every command that shows owners and times. */
final class ListingOptions {

    @Option(
            names = {"-n", "--numeric-uid-gid"},
            description =
                    "Show owners as numbers, not by the names that /etc/passwd and /etc/group of"
                            + " the image give them.")
    boolean numeric;

    @Option(
            names = "--utc",
            description = "Show times in UTC, not in the time zone of this machine (TZ).")
    boolean utc;

    ZoneId zone() {
        return utc ? ZoneOffset.UTC : ZoneId.systemDefault();
    }

    Owners users(Volume volume) {
        return numeric ? Owners.none() : Owners.users(volume);
    }

    Owners groups(Volume volume) {
        return numeric ? Owners.none() : Owners.groups(volume);
    }
}
