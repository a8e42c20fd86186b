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
import ext2cat.mpage.read.WatchedMap;
import ext2cat.mpage.read.Window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what our own readers do in the lines of the recordings. */
final class LineRecorder implements ReadEvents {

    private final boolean withFolios;
    private final int blockBits;
    private final List<String> lines = new ArrayList<>();
    private Optional<DirectCall> direct = Optional.empty();

    /** The bytes that a call with O_DIRECT asks for. */
    private record DirectCall(long startBytes, long endBytes) {}

    /**
     * A recorder without a line.
     *
     * @param blockBits log2 of the block size
     * @param withFolios whether the line of a window tells of its folios
     */
    LineRecorder(int blockBits, boolean withFolios) {
        this.blockBits = blockBits;
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
            String what = bio.op().rwbs() + (direct.isPresent() && bio.use().isData() ? "S" : "");
            lines.add(place(bio) + "\t" + what + "\t" + what(bio));
            next.submit(bio);
        };
    }

    /** Says that from here on data is read by a direct call for these bytes. */
    void direct(long positionBytes, long lengthBytes) {
        direct = Optional.of(new DirectCall(positionBytes, positionBytes + lengthBytes));
    }

    /** Whole blocks, or the sectors of the call at hand if it takes parts of blocks. */
    private String place(Bio bio) {
        if (bio.use().isData() && direct.isPresent()) {
            BioVec vec = bio.vecs().getFirst();
            long firstByte = vec.fileBlock() << blockBits;
            long skip = Math.max(0, direct.get().startBytes() - firstByte);
            long bytes =
                    Math.min(bio.blocks() << blockBits, direct.get().endBytes() - firstByte) - skip;
            if ((skip | bytes) % (1L << blockBits) != 0) {
                return "BSEC\t%d\t%d"
                        .formatted(((bio.diskBlock() << blockBits) + skip) >> 9, bytes >> 9);
            }
        }
        return "BIO\t%d\t%d".formatted(bio.diskBlock(), bio.blocks());
    }

    /** Records each mapping when it is returned. */
    GetBlock recording(GetBlock next) {
        return new WatchedMap(next) {
            @Override
            public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
                Mapping answer = map.getBlock(fileBlock, maxBlocks);
                long result =
                        switch (answer) {
                            case Mapping.Mapped mapped -> mapped.count();
                            case Mapping.Hole _, Mapping.Unwritten _ -> 0;
                        };
                lines.add("GB\t%d\t%d\t%d".formatted(fileBlock, maxBlocks, result));
                return answer;
            }
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
            String kind = bio.use().text().startsWith("extent") ? "e" : "i";
            return kind + "%d:%d".formatted(bio.use().level(), bio.vecs().getFirst().fileBlock());
        }
        return bio.vecs().stream().map(LineRecorder::run).collect(Collectors.joining(",", "d", ""));
    }

    private static String run(BioVec vec) {
        return vec.blocks() == 1
                ? Long.toString(vec.fileBlock())
                : vec.fileBlock() + "-" + (vec.fileBlock() + vec.blocks() - 1);
    }
}
