// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The names that the image itself gives to numbers of users or groups, in its {@code /etc/passwd}
 * or {@code /etc/group}. They are spelled like names of files, since an image may hold anything
 * there; what is not to be read, or odd, gives no names.
 */
public final class Owners {

    /** What nobody needs more of, and a heap of a small JVM holds. */
    private static final long MAX_FILE_BYTES = 1 << 20;

    private static final int MAX_NAME_CHARACTERS = 32;

    private final Map<Long, String> names = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long lastNumber = -1;
    private Optional<String> lastName = Optional.empty();

    private Owners() {}

    /** No names at all. */
    public static Owners none() {
        return new Owners();
    }

    /** Those of users. */
    public static Owners users(Volume volume) {
        return read(volume, "/etc/passwd");
    }

    /** Those of groups. */
    public static Owners groups(Volume volume) {
        return read(volume, "/etc/group");
    }

    /** The name of a number. */
    public Optional<String> name(long number) {
        if (number != lastNumber) {
            lastName = Optional.ofNullable(names.get(number));
            lastNumber = number;
        }
        return lastName;
    }

    /** The number of a name. */
    public OptionalLong number(String name) {
        Long number = numbers.get(name);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** The name of a number, or its digits. */
    public String text(long number) {
        return name(number).orElseGet(() -> Long.toString(number));
    }

    private static Owners read(Volume volume, String path) {
        Owners owners = new Owners();
        try {
            Inode file = ImagePath.typed(path).lookup(volume);
            if (file.type() == FileType.REGULAR && file.sizeBytes() <= MAX_FILE_BYTES) {
                byte[] bytes = new byte[(int) file.sizeBytes()]; // at most MAX_FILE_BYTES
                file.contents().read(0, MemorySegment.ofArray(bytes));
                new String(bytes, StandardCharsets.ISO_8859_1).lines().forEach(owners::add);
            }
        } catch (IOException _) {
            // Numbers serve as well; whoever asks for the file itself is told what is wrong.
        }
        return owners;
    }

    /** Takes {@code name:password:number}, the first name of each number as libc does. */
    private void add(String line) {
        String[] fields = line.split(":", 4);
        if (fields.length < 3 || !fields[2].matches("[0-9]{1,10}")) {
            return;
        }
        String name = FileName.of(fields[0].getBytes(StandardCharsets.ISO_8859_1)).toString();
        if (name.isEmpty() || name.length() > MAX_NAME_CHARACTERS || name.contains(" ")) {
            return;
        }
        long number = Long.parseLong(fields[2]);
        names.putIfAbsent(number, name);
        numbers.putIfAbsent(name, number);
    }
}
