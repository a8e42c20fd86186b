// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.find;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.text.Owners;
import ext2cat.find.FindContext;
import ext2cat.find.FindSyntaxException;
import ext2cat.find.Printing;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * What a search of an image may refer to.
 *
 * @param users the names that the image has, however owners are shown
 * @param groups the same
 */
record FindFacts(
        Volume volume, Instant now, ZoneId zone, Owners users, Owners groups, FindPrintf printf)
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
    public boolean isUser(long number) {
        return users.name(number).isPresent();
    }

    @Override
    public boolean isGroup(long number) {
        return groups.name(number).isPresent();
    }

    @Override
    public Printing printing(String format) throws FindSyntaxException {
        return printf.printing(format);
    }

    @Override
    public Inode file(String word) throws IOException {
        return new FileArguments(volume, false).one(word).inode();
    }
}
