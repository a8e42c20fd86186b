// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads without regard to where they are cut: each that begins where the one before it ends is
 * joined to it. The block layer may split and merge reads, but not change this.
 */
final class SectorRuns {

    private SectorRuns() {}

    /** The joined reads, in order. */
    static List<SectorRead> join(List<SectorRead> requests) {
        List<SectorRead> runs = new ArrayList<>();
        for (SectorRead request : requests) {
            if (!runs.isEmpty() && runs.getLast().endSector() == request.startSector()) {
                SectorRead last = runs.removeLast();
                runs.add(
                        new SectorRead(
                                last.startSector(),
                                last.sectors() + request.sectors(),
                                last.readahead()));
            } else {
                runs.add(request);
            }
        }
        return runs;
    }

    /** Whether both are the same sectors in the same order. */
    static boolean equal(List<SectorRead> one, List<SectorRead> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!sameSectors(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether both are of the same sectors, plain or ahead. */
    static boolean sameSectors(SectorRead one, SectorRead other) {
        return one.startSector() == other.startSector() && one.sectors() == other.sectors();
    }

    /** The request without its urgency, as a key. */
    static SectorRead key(SectorRead request) {
        return request.readahead()
                ? new SectorRead(request.startSector(), request.sectors(), false)
                : request;
    }
}
