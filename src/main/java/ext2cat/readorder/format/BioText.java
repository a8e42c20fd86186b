// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;

/** Bios in words. */
public final class BioText {

    private BioText() {}

    /**
     * {@return what is read and from where: {@code data 0-11 at 6183-6194}}
     *
     * @param bio the read
     */
    public static String summary(Bio bio) {
        return what(bio) + " at " + range(bio.diskBlock(), bio.blocks());
    }

    /**
     * {@return what is read: {@code data 0-11}, {@code IND for block 12}}
     *
     * @param bio the read
     */
    public static String what(Bio bio) {
        String use = bio.use().text();
        return switch (bio.use().kind()) {
            case DATA -> use + " " + fileBlocks(bio);
            case MAP -> use + " for block " + firstFileBlock(bio);
            default -> use;
        };
    }

    /**
     * {@return the runs of file blocks: {@code 0-3,6-10}}
     *
     * @param bio the read
     */
    public static String fileBlocks(Bio bio) {
        StringBuilder text = new StringBuilder();
        for (BioVec vec : bio.vecs()) {
            text.append(text.isEmpty() ? "" : ",").append(range(vec.fileBlock(), vec.blocks()));
        }
        return text.toString();
    }

    /**
     * {@return the first file block that a bio reads, or that an indirect block maps}
     *
     * @param bio the read
     */
    public static long firstFileBlock(Bio bio) {
        return bio.vecs().getFirst().fileBlock();
    }

    /**
     * {@return a run of numbers: {@code 6195} or {@code 6183-6194}}
     *
     * @param first the first of them
     * @param count how many, at least 1
     */
    public static String range(long first, long count) {
        return count == 1 ? Long.toString(first) : first + "-" + (first + count - 1);
    }
}
