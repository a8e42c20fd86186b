// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Times;
import ext2cat.volume.Volume;

import java.time.ZoneId;

/** The options of every command that shows owners and times. */
public final class ListingParameters {

    private final Parameter<Boolean> numeric;
    private final Parameter<Boolean> utc;

    /** Lets a command have them. */
    public ListingParameters(Syntax syntax) {
        numeric =
                syntax.flag(
                        "-n, --numeric-uid-gid",
                        "Show owners as numbers, not by the names that /etc/passwd and /etc/group"
                                + " of the image give them.");
        utc = syntax.flag("--utc", "Show times in UTC, not in the time zone of this machine (TZ).");
    }

    /** Whether owners are shown as numbers. */
    public boolean numeric() {
        return numeric.isGiven();
    }

    /** The zone that times are shown in. */
    public ZoneId zone() {
        return Times.zone(utc.isGiven());
    }

    /** The names of users that are shown. */
    public Owners users(Volume volume) {
        return numeric() ? Owners.none() : Owners.users(volume);
    }

    /** The names of groups that are shown. */
    public Owners groups(Volume volume) {
        return numeric() ? Owners.none() : Owners.groups(volume);
    }
}
