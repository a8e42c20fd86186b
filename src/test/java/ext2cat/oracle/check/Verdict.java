// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.check;

import ext2cat.check.Area;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a checker says of an image.
 *
 * @param clean whether it finds nothing wrong
 * @param areas what the problems are about
 * @param evidence what it says, in its own words
 */
record Verdict(boolean clean, Set<Area> areas, Set<String> evidence) {

    /** The areas that another verdict has and this one has not, in words. */
    String without(Verdict other) {
        return other.areas.stream()
                .filter(area -> !areas.contains(area))
                .map(Area::label)
                .collect(Collectors.joining(" "));
    }

    /** The areas that both have, in words. */
    String with(Verdict other) {
        return areas.stream()
                .filter(other.areas::contains)
                .map(Area::label)
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return clean ? "clean" : "damaged";
    }
}
