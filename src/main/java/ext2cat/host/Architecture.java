// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.util.Optional;

/** A kind of machine whose numbers for Linux are known here. */
public enum Architecture {
    /** x86-64: arch/x86/entry/syscalls/syscall_64.tbl and asm-generic/fcntl.h. */
    AMD64(0200000, 0400000),
    /** Its calls are those of asm-generic/unistd.h; it has its own asm/fcntl.h. */
    AARCH64(040000, 0100000);

    private final int directoryFlag;
    private final int noFollowFlag;

    Architecture(int directoryFlag, int noFollowFlag) {
        this.directoryFlag = directoryFlag;
        this.noFollowFlag = noFollowFlag;
    }

    /** The machine that this program runs on, if it is one of those and runs Linux. */
    public static Optional<Architecture> current() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> Optional.of(AMD64);
            case "aarch64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }

    /** O_DIRECTORY, which, like {@link #noFollowFlag}, has not the same value on both. */
    public int directoryFlag() {
        return directoryFlag;
    }

    /** O_NOFOLLOW. */
    public int noFollowFlag() {
        return noFollowFlag;
    }
}
