// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

/** Why a bio holds no more blocks than it does. */
public enum EndReason {
    /** get_block set BH_Boundary on the mapping whose last block this bio holds. */
    BOUNDARY("boundary"),
    /** The next page's blocks do not follow on disk. */
    DISCONTIGUOUS("discontiguous"),
    /** The last page of the bio has a hole, or the end of the file, after its data. */
    HOLE("hole"),
    /** The bio is as large as the model allows. */
    SIZE_LIMIT("size limit"),
    /** The readahead window ended. */
    WINDOW_END("end of window"),
    /** The next page, or this block's own page, already has buffers. */
    CONFUSED_BUFFERS("confused: has buffers"),
    /** The next page, or this block's own page, has data after a hole. */
    CONFUSED_HOLE("confused: data after hole"),
    /** The next page, or this block's own page, has blocks that are not adjacent on disk. */
    CONFUSED_DISCONTIGUOUS("confused: not contiguous"),
    /**
     * Blocks are read one by one: an indirect or other metadata block, or a model that knows no
     * larger reads.
     */
    SINGLE_BLOCK("single block"),
    /** The mapping of the next block failed. */
    ERROR("error after it");

    private final String text;

    EndReason(String text) {
        this.text = text;
    }

    /** {@return the reason in the words of the read-order table, e.g. {@code end of window}} */
    public String text() {
        return text;
    }
}
