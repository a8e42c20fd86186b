// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.util.OptionalLong;

/** What a comparison of a capture with a prediction comes to. */
public sealed interface Verdict {

    /** What the comparison with one model comes to. */
    sealed interface OfModel extends Verdict {}

    /**
     * The capture holds the predicted reads, all and in order.
     *
     * @param reads how many
     * @param otherUrgency how many of them are plain reads where readahead was predicted, or the
     *     other way round
     */
    record Equal(int reads, int otherUrgency) implements OfModel {}

    /**
     * The capture holds the predicted sectors in the predicted order, cut into other requests.
     *
     * @param largestIssuedSectors the largest of the captured requests, if they are issued ones,
     *     which the block layer merges and splits; empty if only runs of more than 256 pages are
     *     cut elsewhere, as the machine's memory happens to be contiguous
     */
    record EqualApartFromCuts(OptionalLong largestIssuedSectors) implements OfModel {}

    /**
     * The capture holds other reads.
     *
     * @param first the first difference
     * @param rows how many rows differ when both stand side by side
     */
    record Different(FirstDifference first, int rows) implements OfModel {}

    /**
     * The capture is of reads that no file at these places can cause: of another image, or of this
     * image at another place of the device.
     *
     * @param device whose reads they are
     * @param foreign the reads that say so
     */
    record OtherImage(DeviceNumber device, NoiseCount foreign) implements Verdict {}

    /**
     * The capture holds nothing that can be taken for reads of the file.
     *
     * @param reason why it cannot
     */
    record NothingOfFile(Absence reason) implements Verdict {}

    /** Why nothing in a capture can be taken for reads of a file. */
    enum Absence {
        /** No read is of the file's blocks. */
        ABSENT,
        /** Some reads are, and so few that they may be there by chance. */
        CHANCE,
        /** The file is read by one request, and reads of its length are at several places. */
        SEVERAL_PLACES
    }

    /** Whether the capture follows the prediction. */
    default boolean follows() {
        return this instanceof Equal || this instanceof EqualApartFromCuts;
    }
}
