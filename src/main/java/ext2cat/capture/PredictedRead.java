// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.bio.Bio;
import ext2cat.readorder.format.BioText;
import ext2cat.readorder.format.SectorRead;

/**
 * One read that a plan predicts.
 *
 * @param request the read, from the start of the file system
 * @param what what it is, in the words of the read-order table, as {@code data 0-11}
 */
public record PredictedRead(SectorRead request, String what) {

    static PredictedRead of(Bio bio, int blockBits) {
        return new PredictedRead(SectorRead.of(bio, blockBits), BioText.what(bio));
    }
}
