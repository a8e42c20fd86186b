// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.List;

/** The second way through a capture, for one place where the file system may begin. */
final class Gathering {

    private final DeviceOffset offset;
    private final StageReads queued;
    private final StageReads issued;

    Gathering(CaptureQuery query, DeviceOffset offset) {
        this.offset = offset;
        this.queued = new StageReads(query, offset.offsetSectors());
        this.issued = new StageReads(query, offset.offsetSectors());
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
    Dispatch dispatch(List<SectorRead> predicted) {
        List<CapturedRead> sent = issued.reads();
        return Dispatch.of(
                isQueued()
                        ? RequestOrigins.of(queued.reads(), sent)
                        : RequestOrigins.ofPredicted(predicted, sent),
                !isQueued(),
                offset.offsetSectors(),
                issued.largestSectors());
    }

    /** How well the reads here go with the file ({@link StageReads#score}). */
    double score() {
        return stage().score();
    }
}
