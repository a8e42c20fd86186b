// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.mpage.Contents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file that fits into no sweep, front to back, a slab at a time. Holes are leapt over. */
final class LargeFile {

    private final Handoff handoff;
    private final Found found;
    private final Contents contents;
    private volatile boolean givenUp;

    LargeFile(Handoff handoff, Found found, Contents contents) {
        this.handoff = handoff;
        this.found = found;
        this.contents = contents;
    }

    void read() throws IOException {
        List<Step> steps = new ArrayList<>();
        DataRuns map = LargeRuns.of(found.inode());
        steps.add(receiver -> receiver.begin(found.told(receiver), map));
        Optional<IOException> failure = Optional.empty();
        long position = 0;
        while (failure.isEmpty()) {
            Slab slab = handoff.takeSlab();
            try {
                position = contents.nextData(position);
                if (position < contents.sizeBytes()) {
                    long lengthBytes = Math.min(slab.sizeBytes(), contents.sizeBytes() - position);
                    Piece piece = new Piece(slab, 0, position, position + lengthBytes);
                    position += lengthBytes;
                    failure = fill(piece, position - lengthBytes, position);
                    steps.add(receiver -> deliver(piece, receiver));
                }
            } catch (IOException e) {
                failure = Optional.of(e);
            }
            boolean last = givenUp || failure.isPresent() || position >= contents.sizeBytes();
            if (last) {
                Optional<IOException> why = failure;
                steps.add(receiver -> receiver.end(why));
            }
            handoff.put(new Batch(handoff, slab, steps, false));
            if (last) {
                return;
            }
            steps = new ArrayList<>();
        }
    }

    private void deliver(Piece piece, Receiver receiver) throws IOException {
        piece.deliver(receiver);
        givenUp = !receiver.wantsMore();
    }

    private Optional<IOException> fill(Piece piece, long startBytes, long endBytes) {
        try {
            contents.read(startBytes, endBytes, piece);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
