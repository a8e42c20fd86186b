// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mounts that this process sees (/proc/self/mountinfo), each after those that it covers. */
public record MountTable(List<Mounted> mounts) {

    private static final Path FILE = Path.of("/proc/self/mountinfo");
    private static final String BEFORE_TYPE = "-";
    private static final int FIELD_OF_DEVICE = 2;
    private static final int FIELD_OF_DIRECTORY = 4;

    /**
     * A mount.
     *
     * @param device the number that stat(2) tells of its files, e.g. {@code 0:53}; no other file
     *     system has it while it is mounted
     * @param directory where it is
     * @param type the type of the file system
     */
    public record Mounted(String device, String directory, String type) {

        /** Whether this program mounted it. */
        public boolean isOurs() {
            return type.equals(MountRequest.TYPE);
        }
    }

    /** Keeps a list of its own. */
    public MountTable {
        mounts = List.copyOf(mounts);
    }

    /**
     * Reads the table.
     *
     * @throws IOException if the system has none
     */
    public static MountTable read() throws IOException {
        return of(Files.readString(FILE, StandardCharsets.ISO_8859_1).lines().toList());
    }

    /** Decodes a table; lines that are none are left out. */
    static MountTable of(List<String> lines) {
        List<Mounted> mounts = new ArrayList<>();
        for (String line : lines) {
            List<String> fields = List.of(line.split(" "));
            int type = fields.indexOf(BEFORE_TYPE) + 1;
            if (type > FIELD_OF_DIRECTORY && type < fields.size()) {
                mounts.add(
                        new Mounted(
                                fields.get(FIELD_OF_DEVICE),
                                unescaped(fields.get(FIELD_OF_DIRECTORY)),
                                fields.get(type)));
            }
        }
        return new MountTable(mounts);
    }

    /** What is mounted on a directory: the last one, which covers all others. */
    public Optional<Mounted> at(Path directory) {
        return mounts.stream()
                .filter(mounted -> mounted.directory().equals(directory.toString()))
                .reduce((_, last) -> last);
    }

    /** Blanks and backslashes are written as three octal digits; the rest is UTF-8. */
    private static String unescaped(String field) {
        byte[] bytes = new byte[field.length()];
        int length = 0;
        for (int at = 0; at < field.length(); at++, length++) {
            boolean isEscape = field.charAt(at) == '\\' && at + 3 < field.length();
            if (isEscape) {
                bytes[length] = (byte) Integer.parseInt(field, at + 1, at + 4, 8);
                at += 3;
            } else {
                bytes[length] = (byte) field.charAt(at);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
