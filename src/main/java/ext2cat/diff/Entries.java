// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.disk.FileName;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * What is known of the entries of a directory, some of which may not be readable; taken one after
 * another, in the order of names.
 */
final class Entries {

    private final Deque<ComparedFile> files = new ArrayDeque<>();
    private final Set<FileName> unreadable = new HashSet<>();
    private boolean partial;

    /**
     * Reads a directory as far as it can be read.
     *
     * @param damage receives what cannot
     */
    static Entries of(ComparedFile directory, ComparedFile.Damage damage) throws IOException {
        Entries entries = new Entries();
        entries.files.addAll(
                directory.entries(
                        (name, thrown) -> {
                            entries.lacks(name);
                            damage.tell(name, thrown);
                        }));
        return entries;
    }

    /** Those of a directory that is not there. */
    static Entries none() {
        return new Entries();
    }

    /** Those of a directory of which nothing can be read. */
    static Entries unknown() {
        Entries entries = new Entries();
        entries.partial = true;
        return entries;
    }

    private void lacks(FileName name) {
        if (name.length() == 0) {
            partial = true;
        } else {
            unreadable.add(name);
        }
    }

    /** Whether all that can be read were taken. */
    boolean isAtEnd() {
        return files.isEmpty();
    }

    /** The name of the next one. */
    FileName name() {
        return files.element().name();
    }

    /** The next one. */
    ComparedFile take() {
        return files.remove();
    }

    /** Whether there may be an entry of a name that is not among those that can be read. */
    boolean mayHave(FileName name) {
        return partial || unreadable.contains(name);
    }
}
