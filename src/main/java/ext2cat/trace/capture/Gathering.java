// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import ext2cat.trace.Request;

import java.util.List;
import java.util.Set;

/** The second way through a capture, for one place where the file system may begin. */
final class Gathering {

    private final DeviceOffset offset;
    private final StageReads queued;
    private final StageReads issued;

    Gathering(CaptureQuery query, SectorSet file, DeviceOffset offset) {
        this.offset = offset;
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
            default -> {
                // The other stages hold the same reads once more.
            }
        }
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

    /**
     * What became of the queued reads, or of predicted ones if none were recorded.
     *
     * @param predicted what a model that the capture follows predicts
     */
    Dispatch dispatch(List<Request> predicted) {
        List<CapturedRead> sent = issued.reads();
        return Dispatch.of(
                isQueued()
                        ? RequestOrigins.of(queued.reads(), sent)
                        : RequestOrigins.ofPredicted(predicted, sent),
                !isQueued(),
                offset.offsetSectors(),
                issued.largestSectors());
    }

    /** The sectors by which this place is judged: those read as predicted count before all. */
    long matchedSectors(Set<Request> predicted) {
        return stage().matchedSectors(predicted);
    }
}
