// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.protocol;

/** What the kernel asks for, of that which a file system that is only read is asked (fuse.h). */
public enum Opcode {
    /** The file of a name in a directory. */
    LOOKUP(1),
    /** The kernel no longer knows a node. Not answered. */
    FORGET(2),
    GETATTR(3),
    READLINK(5),
    OPEN(14),
    READ(15),
    STATFS(17),
    RELEASE(18),
    GETXATTR(22),
    LISTXATTR(23),
    FLUSH(25),
    /** The first request: which version is spoken, and how. */
    INIT(26),
    OPENDIR(27),
    READDIR(28),
    RELEASEDIR(29),
    /** Who waits for a request was told to end. */
    INTERRUPT(36),
    /** The last request. */
    DESTROY(38),
    /** {@link #FORGET} of many nodes. Not answered. */
    BATCH_FORGET(42),
    /** {@link #READDIR}, with what {@link #LOOKUP} would answer for each name. */
    READDIRPLUS(44),
    /** Where data or a hole begins. */
    LSEEK(46),
    /** Anything else. */
    OTHER(0);

    private final int number;

    Opcode(int number) {
        this.number = number;
    }

    static Opcode of(int number) {
        for (Opcode opcode : values()) {
            if (opcode.number == number) {
                return opcode;
            }
        }
        return OTHER;
    }

    /** The number in a request. */
    public int number() {
        return number;
    }
}
