// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.volume.Inode;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;

/** What an expression may refer to besides the files it is asked about. */
public interface FindContext {

    /** The moment that ages are counted from. */
    Instant now();

    /** The zone of times that name none. */
    ZoneId zone();

    /** The bytes of a word of the command line. */
    byte[] bytes(String word);

    /** The number of a user of the image. */
    OptionalLong user(String name);

    /** The number of a group of the image. */
    OptionalLong group(String name);

    /** Whether the image has a name for a user. */
    boolean isUser(long number);

    /** Whether the image has a name for a group. */
    boolean isGroup(long number);

    /** The file of the image that a word names. */
    Inode file(String word) throws IOException;

    /**
     * What a format means.
     *
     * @throws FindSyntaxException if it makes no sense
     */
    Printing printing(String format) throws FindSyntaxException;
}
