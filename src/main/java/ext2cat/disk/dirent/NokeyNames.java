// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import ext2cat.disk.FileName;

import java.util.Optional;

/**
 * The names of an encrypted directory, see {@link NokeyName}. Their hash is that of an index where
 * Linux reads the directory by hash, that which entries hold after the name where case is ignored
 * too (struct ext4_dir_entry_hash), else 0.
 */
public final class NokeyNames {

    private final Optional<DirectoryHash> hash;
    private final boolean hashIsStored;

    private NokeyNames(Optional<DirectoryHash> hash, boolean hashIsStored) {
        this.hash = hash;
        this.hashIsStored = hashIsStored;
    }

    /**
     * {@return names whose hash is computed}
     *
     * @param hash computes it; empty where the hash is 0
     */
    public static NokeyNames hashedBy(Optional<DirectoryHash> hash) {
        return new NokeyNames(hash, false);
    }

    /** {@return names whose hash stands after them} */
    public static NokeyNames withStoredHash() {
        return new NokeyNames(Optional.empty(), true);
    }

    /** The name of an entry; {@code .} and {@code ..} are not encrypted. */
    FileName of(DirentBlock entry) {
        FileName stored = entry.name();
        if (entry.isDotOrDotDot()) {
            return stored;
        }
        byte[] encrypted = stored.toBytes();
        long word = hash.map(function -> function.of(encrypted)).orElse(0L);
        long minor = hash.map(function -> function.minorOf(encrypted)).orElse(0L);
        if (hashIsStored && entry.hasWordsAfterName()) {
            word = entry.wordAfterName(0);
            minor = entry.wordAfterName(1);
        }
        return FileName.of(NokeyName.of(encrypted, word, minor));
    }

    /** Whether an entry can be named: encrypted names have any bytes, but at least 16 of them. */
    boolean isLegal(DirentBlock entry) {
        return entry.isDotOrDotDot() || entry.roomForName() >= NokeyName.SHORTEST_BYTES;
    }
}
