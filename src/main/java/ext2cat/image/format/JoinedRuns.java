// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The map of a format that stores a disk in blocks, with the blocks that follow each other in the
 * file joined to one run: of 1 GiB in blocks of 64 KiB, 16384 runs become one if the disk was
 * written from its begin to its end.
 *
 * @param blocks the map of the format; its runs may end with each block
 */
record JoinedRuns(DiskMap blocks) implements DiskMap {

    @Override
    public DiskRun at(long positionBytes, long mostBytes) throws IOException {
        DiskRun run = blocks.at(positionBytes, mostBytes);
        while (run.lengthBytes() < mostBytes && !(run instanceof DiskRun.Packed)) {
            long doneBytes = run.lengthBytes();
            DiskRun next = blocks.at(positionBytes + doneBytes, mostBytes - doneBytes);
            Optional<DiskRun> joined = joined(run, next);
            if (joined.isEmpty()) {
                break;
            }
            run = joined.get();
        }
        return run;
    }

    private static Optional<DiskRun> joined(DiskRun run, DiskRun next) {
        // No overflow: both lie inside what was asked for.
        long lengthBytes = run.lengthBytes() + next.lengthBytes();
        if (run instanceof DiskRun.Zeros && next instanceof DiskRun.Zeros) {
            return Optional.of(new DiskRun.Zeros(lengthBytes));
        }
        if (run instanceof DiskRun.Stored first
                && next instanceof DiskRun.Stored second
                && first.device() == second.device()
                && first.atBytes() + first.lengthBytes() == second.atBytes()) {
            return Optional.of(new DiskRun.Stored(first.device(), first.atBytes(), lengthBytes));
        }
        return Optional.empty();
    }

    @Override
    public byte[] unpack(long piece) throws IOException {
        return blocks.unpack(piece);
    }

    @Override
    public List<String> facts() throws IOException {
        return blocks.facts();
    }
}
