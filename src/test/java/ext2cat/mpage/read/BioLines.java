// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps the bios that pass by as lines: {@code RA 100+12 d0-11 boundary}, an indirect block as
 * {@code R 112+1 IND12}.
 */
final class BioLines implements ReadEvents {

    private final List<Bio> bios = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    List<Bio> bios() {
        return bios;
    }

    List<String> lines() {
        return lines;
    }

    /** Keeps each bio, then passes it on. */
    BioSubmitter recording(BioSubmitter next) {
        return bio -> {
            bios.add(bio);
            lines.add(line(bio));
            next.submit(bio);
        };
    }

    @Override
    public void confused(long page, EndReason why) {
        lines.add("confused " + page);
    }

    private static String line(Bio bio) {
        String blocks = bio.op().rwbs() + " " + bio.diskBlock() + "+" + bio.blocks();
        if (bio.use() != BlockUse.DATA) {
            return blocks + " " + bio.use() + bio.vecs().getFirst().fileBlock();
        }
        return blocks
                + bio.vecs().stream().map(BioLines::run).collect(Collectors.joining(",", " d", " "))
                + bio.end().text();
    }

    private static String run(BioVec vec) {
        long last = vec.fileBlock() + vec.blocks() - 1;
        return vec.fileBlock() == last ? "" + last : vec.fileBlock() + "-" + last;
    }
}
