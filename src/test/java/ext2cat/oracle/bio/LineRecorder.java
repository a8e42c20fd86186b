// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.read.ReadEvents;
import ext2cat.mpage.read.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what our own readers do in the lines of the recordings. */
final class LineRecorder implements ReadEvents {

    private final boolean withFolios;
    private final List<String> lines = new ArrayList<>();

    /**
     * A recorder without a line.
     *
     * @param withFolios whether the line of a window tells of its folios
     */
    LineRecorder(boolean withFolios) {
        this.withFolios = withFolios;
    }

    List<String> lines() {
        return lines;
    }

    void clear() {
        lines.clear();
    }

    void op(String text) {
        lines.add("OP\t" + text);
    }

    /** Records each bio, then passes it on. */
    BioSubmitter recording(BioSubmitter next) {
        return bio -> {
            lines.add(
                    "BIO\t%d\t%d\t%s\t%s"
                            .formatted(bio.diskBlock(), bio.blocks(), bio.op().rwbs(), what(bio)));
            next.submit(bio);
        };
    }

    /** Records each mapping when it is returned. */
    GetBlock recording(GetBlock next) {
        return (fileBlock, maxBlocks) -> {
            Mapping answer = next.getBlock(fileBlock, maxBlocks);
            long result =
                    switch (answer) {
                        case Mapping.Mapped mapped -> mapped.count();
                        case Mapping.Hole _, Mapping.Unwritten _ -> 0;
                    };
            lines.add("GB\t%d\t%d\t%d".formatted(fileBlock, maxBlocks, result));
            return answer;
        };
    }

    @Override
    public void readPages(Window window) {
        String line = "RA\t%d\t%d".formatted(window.firstPage(), window.pages());
        if (withFolios) {
            line += "\t" + folios(window);
        } else if (window.folios().size() > 1) {
            line += "\t" + pages(window);
        }
        lines.add(line);
    }

    private static String pages(Window window) {
        return window.folios().stream()
                .map(run -> run(new BioVec(run.firstPage(), run.pages())))
                .collect(Collectors.joining(","));
    }

    private static String folios(Window window) {
        return window.folios().stream()
                .map(run -> run.order() + "*" + run.count())
                .collect(Collectors.joining(","));
    }

    @Override
    public void readFolio(long page) {
        lines.add("RF\t" + page);
    }

    @Override
    public void confused(long page, EndReason why) {
        lines.add("BF\t" + page);
    }

    private static String what(Bio bio) {
        if (bio.use() != BlockUse.DATA) {
            return "i%d:%d".formatted(bio.use().level(), bio.vecs().getFirst().fileBlock());
        }
        return bio.vecs().stream().map(LineRecorder::run).collect(Collectors.joining(",", "d", ""));
    }

    private static String run(BioVec vec) {
        return vec.blocks() == 1
                ? Long.toString(vec.fileBlock())
                : vec.fileBlock() + "-" + (vec.fileBlock() + vec.blocks() - 1);
    }
}
