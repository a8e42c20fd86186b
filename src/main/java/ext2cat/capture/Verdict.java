// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/** What a comparison of a capture with a prediction comes to. */
public sealed interface Verdict {

    /**
     * The capture holds the predicted reads, all and in order.
     *
     * @param reads how many
     * @param otherUrgency how many of them are plain reads where readahead was predicted, or the
     *     other way round
     */
    record Equal(int reads, int otherUrgency) implements Verdict {}

    /**
     * The capture holds the predicted sectors in the predicted order, cut into other requests.
     *
     * @param why why the cuts do not count, the beginning of a sentence without its full stop
     */
    record EqualApartFromCuts(String why) implements Verdict {}

    /**
     * The capture holds other reads.
     *
     * @param first the first difference
     * @param rows how many rows differ when both stand side by side
     */
    record Different(FirstDifference first, int rows) implements Verdict {}

    /**
     * The capture is of reads that no file at these places can cause: of another image, or of this
     * image at another place of the device.
     *
     * @param why what says so, the beginning of a sentence without its full stop
     */
    record OtherImage(String why) implements Verdict {}

    /**
     * The capture holds nothing that can be taken for reads of the file.
     *
     * @param why what it holds instead, the beginning of a sentence without its full stop
     */
    record NothingOfFile(String why) implements Verdict {}

    /** Whether the capture follows the prediction. */
    default boolean follows() {
        return this instanceof Equal || this instanceof EqualApartFromCuts;
    }
}
