// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import ext2cat.trace.Request;

import java.util.Set;

/** The second way through a capture, for one place where the file system may begin. */
final class Gathering {

    private final DeviceOffset offset;
    private final SectorSet file;
    private final StageReads queued;
    private final StageReads issued;
    private long merges;
    private long splits;

    Gathering(CaptureQuery query, SectorSet file, DeviceOffset offset) {
        this.offset = offset;
        this.file = file;
        this.queued = new StageReads(query, file, offset.offsetSectors());
        this.issued = new StageReads(query, file, offset.offsetSectors());
    }

    void add(CaptureEvent event) {
        if (!event.device().equals(offset.device()) || !event.isRead()) {
            return;
        }
        switch (event.action()) {
            case QUEUE -> queued.add(event);
            case ISSUE -> issued.add(event);
            case BACK_MERGE, FRONT_MERGE -> merges += isOfFile(event) ? 1 : 0;
            case SPLIT -> splits += isOfFile(event) ? 1 : 0;
            default -> {
                // The other stages hold the same reads once more.
            }
        }
    }

    private boolean isOfFile(CaptureEvent event) {
        return file.contains(event.sector() - offset.offsetSectors(), 1);
    }

    DeviceOffset offset() {
        return offset;
    }

    /** The stage to compare: what was queued, or in a capture without that, what was issued. */
    StageReads stage() {
        return isQueued() ? queued : issued;
    }

    /** Whether the capture holds queued reads of this device. */
    boolean isQueued() {
        return !queued.reads().isEmpty() || !queued.noise().isEmpty();
    }

    /** What became of the queued reads. */
    Dispatch dispatch() {
        long largest =
                issued.reads().stream().mapToLong(read -> read.request().sectors()).max().orElse(0);
        return new Dispatch(queued.reads().size(), issued.reads().size(), merges, splits, largest);
    }

    /** The sectors by which this place is judged: those read as predicted count before all. */
    long matchedSectors(Set<Request> predicted) {
        return stage().matchedSectors(predicted);
    }
}
