// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pieces of a virtual disk that were unpacked last: one, and as many as fit into a few MiB. */
final class UnpackedPieces {

    private static final long MOST_BYTES = 8L << 20;

    private final DiskMap map;
    private final Map<Long, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /** None yet. */
    UnpackedPieces(DiskMap map) {
        this.map = map;
    }

    /** A piece; threads that ask for the same one at once may each unpack it. */
    byte[] get(long piece) throws IOException {
        Optional<byte[]> before = before(piece);
        if (before.isPresent()) {
            return before.get();
        }
        byte[] unpacked = map.unpack(piece);
        keep(piece, unpacked);
        return unpacked;
    }

    private synchronized Optional<byte[]> before(long piece) {
        return Optional.ofNullable(kept.get(piece));
    }

    private synchronized void keep(long piece, byte[] unpacked) {
        byte[] other = kept.put(piece, unpacked);
        keptBytes += unpacked.length - (other == null ? 0 : other.length);
        var oldest = kept.entrySet().iterator();
        while (keptBytes > MOST_BYTES && kept.size() > 1) {
            keptBytes -= oldest.next().getValue().length;
            oldest.remove();
        }
    }
}
