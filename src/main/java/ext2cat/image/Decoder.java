// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Expands the members of a compressed file (gzip's members, xz's streams, zstd's frames …) one
 * after the other, and says how they ended. It is the one place that decides what the end of a file
 * means and what is done about damage: what was expanded before is never lost.
 *
 * <p>Zeros may stand between members and after the last: xz pads so, and so do tapes. What follows
 * a member and begins another is one; when it is not even the beginning of one, it is trailing
 * bytes, which 4096 bytes of erased flash (0xff) are, for example.
 */
final class Decoder implements Closeable {

    private final CompressedInput input;
    private final Compression compression;
    private Optional<InputStream> member = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Optional<Ending> wrongChecksum = Optional.empty();
    private long expandedBytes;
    private long memberAtBytes;
    private long memberStartBytes;
    private long lastEndBytes;

    /** Stands at the first member. */
    Decoder(CompressedInput input, Compression compression) {
        this.input = input;
        this.compression = compression;
    }

    /**
     * Fills {@code chunk}, unless the data ends before.
     *
     * @return how many bytes of it are filled; less than all means that {@link #ending} is known
     * @throws IOException if the device cannot be read, or the JVM lacks what it takes to expand
     */
    int fill(byte[] chunk) throws IOException {
        int filled = 0;
        while (filled < chunk.length && ending.isEmpty()) {
            int got = next(chunk, filled);
            filled += got;
            expandedBytes += got;
        }
        return filled;
    }

    /** How the data ended; only known when a chunk was not filled. */
    Ending ending() {
        return ending.orElseThrow();
    }

    private int next(byte[] chunk, int at) throws IOException {
        try {
            if (member.isEmpty()) {
                memberStartBytes = expandedBytes;
                memberAtBytes = input.positionBytes();
                member = Optional.of(compression.open(input));
            }
            int got = member.get().read(chunk, at, chunk.length - at);
            if (got < 0) {
                endMember();
            }
            return Math.max(0, got);
        } catch (WrongChecksumException e) {
            // The data is there to its end, so what follows can be read.
            wrongChecksum = wrongChecksum.or(() -> Optional.of(damaged(e)));
            endMember();
        } catch (TooLittleMemoryException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders answer some damaged data with an index out of bounds and the like.
            if (input.failure().isPresent()) {
                throw input.failure().get();
            }
            if (!input.mayHaveLost() || !isBackHere()) {
                end(failed(e));
            }
        }
        return 0;
    }

    /** Begins the member again, comes to where it failed, and lets the rest be taken by bytes. */
    private boolean isBackHere() throws IOException {
        close();
        input.seek(memberAtBytes);
        try {
            InputStream again = compression.open(input);
            member = Optional.of(again);
            again.skipNBytes(expandedBytes - memberStartBytes);
        } catch (IOException | RuntimeException _) {
            return false; // it is its beginning that fails
        }
        input.expandByBytes();
        return true;
    }

    private void endMember() throws IOException {
        close();
        lastEndBytes = input.positionBytes();
        int next = input.read();
        while (next == 0) {
            next = input.read();
        }
        if (next < 0) {
            end(new Ending.Whole(compression.label()));
            return;
        }
        input.seek(input.positionBytes() - 1);
        if (!compression.begins(input.peek(Compression.HEAD_BYTES))) {
            end(trailing());
        }
    }

    private Ending failed(Exception cause) {
        if (input.metEnd()) {
            return new Ending.Cut(compression.label(), input.sizeBytes(), expandedBytes);
        }
        boolean isFirst = memberAtBytes == 0;
        return expandedBytes == memberStartBytes && !isFirst ? trailing() : damaged(cause);
    }

    private Ending trailing() {
        return new Ending.Trailing(compression.label(), input.sizeBytes() - lastEndBytes);
    }

    private Ending damaged(Exception cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new Ending.Damaged(
                compression.label(), input.positionBytes(), expandedBytes, reason);
    }

    /** Damage outweighs whatever the end looks like. */
    private void end(Ending how) {
        ending = Optional.of(wrongChecksum.orElse(how));
    }

    /** Frees what the member holds; the device stays the caller's. */
    @Override
    public void close() throws IOException {
        if (member.isPresent()) {
            member.get().close();
            member = Optional.empty();
        }
    }
}
