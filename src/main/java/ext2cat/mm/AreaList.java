// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The areas of one address space, in order of address, with their rules of splitting and merging.
 *
 * <p>The array is replaced, never changed, so it can be read at any time; a writer that replaces it
 * holds the lock for writing.
 */
final class AreaList {

    private volatile VmArea[] areas = {};

    /** All areas as they are now. */
    List<VmArea> snapshot() {
        return List.of(areas);
    }

    /** The first area that ends above {@code address} (find_vma); it may begin above it too. */
    Optional<VmArea> findAtOrAbove(long address) {
        VmArea[] now = areas;
        int i = indexAtOrAbove(now, address);
        return i < now.length ? Optional.of(now[i]) : Optional.empty();
    }

    /** The area that holds {@code address} (vma_lookup). */
    Optional<VmArea> lookup(long address) {
        return findAtOrAbove(address).filter(area -> area.contains(address));
    }

    /** The area that ends at or below {@code address}, nearest to it. */
    Optional<VmArea> findBelow(long address) {
        VmArea[] now = areas;
        int i = indexAtOrAbove(now, address);
        return i > 0 ? Optional.of(now[i - 1]) : Optional.empty();
    }

    /** The areas that have a byte between {@code start} and {@code end}. */
    List<VmArea> intersecting(long start, long end) {
        VmArea[] now = areas;
        List<VmArea> found = new ArrayList<>();
        for (int i = indexAtOrAbove(now, start);
                i < now.length && now[i].startAddress() < end;
                i++) {
            found.add(now[i]);
        }
        return found;
    }

    /** Whether every address from {@code start} to {@code end} is in an area. */
    boolean covers(long start, long end) {
        long at = start;
        for (VmArea area : intersecting(start, end)) {
            if (area.startAddress() > at) {
                return false;
            }
            at = area.endAddress();
        }
        return at >= end;
    }

    private static int indexAtOrAbove(VmArea[] in, long address) {
        int low = 0;
        int high = in.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (in[middle].endAddress() > address) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Splits areas so that none crosses {@code address} (split_vma). */
    void splitAt(long address) {
        lookup(address)
                .filter(area -> area.startAddress() < address)
                .ifPresent(
                        area ->
                                replace(
                                        area,
                                        area.part(area.startAddress(), address),
                                        area.part(address, area.endAddress())));
    }

    /** Puts {@code with} where {@code old} is. */
    void replace(VmArea old, VmArea... with) {
        VmArea[] now = areas;
        List<VmArea> next = new ArrayList<>(now.length + with.length);
        for (VmArea area : now) {
            if (area == old) {
                next.addAll(Arrays.asList(with));
            } else {
                next.add(area);
            }
        }
        areas = next.toArray(VmArea[]::new);
    }

    /** Takes {@code area} out. */
    void remove(VmArea area) {
        replace(area);
    }

    /**
     * Puts {@code area} in, whose addresses are free, and merges it with its neighbours if they are
     * of the same kind (vma_merge).
     *
     * @return the area that now holds its addresses
     */
    VmArea insert(VmArea area) {
        VmArea[] now = areas;
        VmArea[] next = Arrays.copyOf(now, now.length + 1);
        int i = indexAtOrAbove(now, area.startAddress());
        System.arraycopy(now, i, next, i + 1, now.length - i);
        next[i] = area;
        areas = next;
        return mergeAround(area);
    }

    /** Puts {@code with} in the place of {@code old}, and merges it with its neighbours. */
    VmArea replaceAndMerge(VmArea old, VmArea with) {
        replace(old, with);
        return mergeAround(with);
    }

    private VmArea mergeAround(VmArea area) {
        VmArea merged = area;
        Optional<VmArea> before = findBelow(merged.startAddress());
        if (before.isPresent() && canMerge(before.get(), merged)) {
            merged = join(before.get(), merged);
        }
        Optional<VmArea> after = lookup(merged.endAddress());
        if (after.isPresent() && canMerge(merged, after.get())) {
            merged = join(merged, after.get());
        }
        return merged;
    }

    private VmArea join(VmArea low, VmArea high) {
        VmArea joined =
                new VmArea(
                        low.startAddress(),
                        high.endAddress(),
                        low.flags(),
                        low.backing(),
                        low.pageOffset(),
                        low.anonVma().or(high::anonVma));
        remove(high);
        replace(low, joined);
        return joined;
    }

    private static boolean canMerge(VmArea low, VmArea high) {
        return low.endAddress() == high.startAddress()
                && low.flags().equals(high.flags())
                && !low.flags().hasAny(VmFlag.IO, VmFlag.PFNMAP, VmFlag.MIXEDMAP)
                && low.backing().equals(high.backing())
                && low.indexOf(low.endAddress()) == high.pageOffset()
                && anonVmasMerge(low.anonVma(), high.anonVma());
    }

    private static boolean anonVmasMerge(Optional<AnonVma> low, Optional<AnonVma> high) {
        if (low.isPresent() && high.isPresent()) {
            return low.get().isSame(high.get());
        }
        return low.or(() -> high).filter(AnonVma::inherited).isEmpty();
    }

    /**
     * The anonymous memory that {@code area} may share with a neighbour of the same kind, so that
     * they can merge when their rights become equal (find_mergeable_anon_vma).
     */
    Optional<AnonVma> anonVmaOfNeighbour(VmArea area) {
        return lookup(area.endAddress())
                .filter(next -> mayShareAnonVma(area, next))
                .flatMap(VmArea::anonVma)
                .or(
                        () ->
                                findBelow(area.startAddress())
                                        .filter(before -> mayShareAnonVma(before, area))
                                        .flatMap(VmArea::anonVma))
                .filter(anonVma -> !anonVma.inherited());
    }

    private static boolean mayShareAnonVma(VmArea low, VmArea high) {
        return low.endAddress() == high.startAddress()
                && low.flags().equalsExceptAccess(high.flags())
                && low.backing().equals(high.backing())
                && low.indexOf(low.endAddress()) == high.pageOffset();
    }
}
