// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.Request;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads without regard to where they are cut: each that begins where the one before it ends is
 * joined to it. The block layer may split and merge reads, but not change this.
 */
final class Runs {

    private Runs() {}

    /** The joined reads, in order. */
    static List<Request> join(List<Request> requests) {
        List<Request> runs = new ArrayList<>();
        for (Request request : requests) {
            if (!runs.isEmpty() && runs.getLast().endSector() == request.startSector()) {
                Request last = runs.removeLast();
                runs.add(
                        new Request(
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
    static boolean equal(List<Request> one, List<Request> other) {
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
    static boolean sameSectors(Request one, Request other) {
        return one.startSector() == other.startSector() && one.sectors() == other.sectors();
    }

    /** The request without its urgency, as a key. */
    static Request key(Request request) {
        return request.readahead()
                ? new Request(request.startSector(), request.sectors(), false)
                : request;
    }
}
