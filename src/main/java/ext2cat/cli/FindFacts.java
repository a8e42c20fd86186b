// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.find.FindContext;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;

/** What a search of an image may refer to. */
record FindFacts(Volume volume, Instant now, ZoneId zone, Owners users, Owners groups)
        implements FindContext {

    @Override
    public byte[] bytes(String word) {
        return Arguments.bytes(word);
    }

    @Override
    public OptionalLong user(String name) {
        return users.number(name);
    }

    @Override
    public OptionalLong group(String name) {
        return groups.number(name);
    }

    @Override
    public Inode file(String word) throws IOException {
        return new FileArguments(volume, false).locate(word).getFirst().inode();
    }
}
