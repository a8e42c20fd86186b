// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.SegmentDestination;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names of users and groups as the image's own {@code /etc/passwd} and {@code /etc/group} tell
 * them. Nothing vouches for them. An image that has no such files, or damaged ones, has no names.
 */
public final class AccountNames {

    /** What is read of a file: more accounts than anybody has. */
    private static final int MOST_BYTES = 1 << 20;

    private final Map<Long, String> users;
    private final Map<Long, String> groups;

    private AccountNames(Map<Long, String> users, Map<Long, String> groups) {
        this.users = users;
        this.groups = groups;
    }

    /** Reads the two files. */
    public static AccountNames of(Volume volume) {
        return new AccountNames(names(volume, "/etc/passwd"), names(volume, "/etc/group"));
    }

    /** The name of a user, in the spelling of {@link FileName#toString}. */
    public Optional<String> user(long uid) {
        return Optional.ofNullable(users.get(uid));
    }

    /** The name of a group, in the same spelling. */
    public Optional<String> group(long gid) {
        return Optional.ofNullable(groups.get(gid));
    }

    private static Map<Long, String> names(Volume volume, String path) {
        try {
            return parse(read(volume.lookup(ImagePath.typed(path))));
        } catch (IOException e) {
            return Map.of(); // not there, or damaged: then there are no names
        }
    }

    private static byte[] read(Inode file) throws IOException {
        if (file.type() != FileType.REGULAR) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) Math.min(MOST_BYTES, file.sizeBytes())]; // at most 1 MiB
        file.read(0, bytes.length, new SegmentDestination(MemorySegment.ofArray(bytes), 0));
        return bytes;
    }

    /** Lines {@code name:password:number:...}; of two with a number the first counts. */
    private static Map<Long, String> parse(byte[] bytes) {
        Map<Long, String> names = new HashMap<>();
        // One character a byte, so that a name's bytes can be had back.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String line : text.split("\n")) {
            String[] fields = line.split(":", 4);
            if (fields.length >= 3 && !fields[0].isEmpty() && fields[2].matches("[0-9]{1,10}")) {
                FileName name = FileName.of(fields[0].getBytes(StandardCharsets.ISO_8859_1));
                names.putIfAbsent(Long.parseLong(fields[2]), name.toString());
            }
        }
        return names;
    }
}
