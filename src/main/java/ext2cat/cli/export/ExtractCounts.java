// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many files were extracted, and how many not. */
final class ExtractCounts {

    /** Why a file is not there, or not with all it has. */
    enum Trouble {
        /** Another file has its name. */
        ALREADY_THERE,
        /** The image is damaged, or asks for what no host can have. */
        DAMAGED,
        /** The host refuses it, or reading failed. */
        REFUSED;

        /** What an exception is about. */
        static Trouble of(IOException thrown, ExitCode code) {
            if (thrown instanceof FileAlreadyExistsException) {
                return ALREADY_THERE;
            }
            return code == ExitCode.CORRUPT ? DAMAGED : REFUSED;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<FileType, Long> extracted = new EnumMap<>(FileType.class);
    private final Map<Trouble, Long> failed = new EnumMap<>(Trouble.class);
    private long hardLinks;
    private long sizeBytes;

    void countExtracted(Inode file) {
        extracted.merge(file.type(), 1L, Long::sum);
        if (file.type() == FileType.REGULAR) {
            sizeBytes += file.sizeBytes();
        }
    }

    void countHardLink() {
        hardLinks++;
    }

    void count(Trouble trouble) {
        failed.merge(trouble, 1L, Long::sum);
    }

    /** Files that are there, without further names, by type. */
    Map<String, Long> extracted() {
        Map<String, Long> byName = new LinkedHashMap<>();
        extracted.forEach((type, count) -> byName.put(type.label(), count));
        return byName;
    }

    /** Further names of files that are there. */
    long hardLinks() {
        return hardLinks;
    }

    /** The lengths of all regular files together, holes too. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** Files that are not there, or not with all they have. */
    long failed(Trouble trouble) {
        return failed.getOrDefault(trouble, 0L);
    }
}
