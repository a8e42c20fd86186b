// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.xattr;

import ext2cat.disk.CorruptImageException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a program file may do without being root: the value of {@code security.capability} (struct
 * vfs_cap_data, vfs_ns_cap_data).
 *
 * <p>4 bytes of revision, whose lowest bit is the effective flag, then pairs of words, permitted
 * and inheritable: one pair in revision 1, two in revisions 2 and 3; revision 3 ends with the user
 * who is root where the capabilities count.
 *
 * @param permitted a bit for each capability
 * @param inheritable the same
 * @param effective whether those permitted are also in effect from the start
 * @param rootUid of revision 3
 */
public record Capabilities(
        long permitted, long inheritable, boolean effective, OptionalLong rootUid) {

    private static final int EFFECTIVE = 1;

    /** The capabilities of Linux 6.1, by their numbers. */
    private static final String[] NAMES = {
        "chown",
        "dac_override",
        "dac_read_search",
        "fowner",
        "fsetid",
        "kill",
        "setgid",
        "setuid",
        "setpcap",
        "linux_immutable",
        "net_bind_service",
        "net_broadcast",
        "net_admin",
        "net_raw",
        "ipc_lock",
        "ipc_owner",
        "sys_module",
        "sys_rawio",
        "sys_chroot",
        "sys_ptrace",
        "sys_pacct",
        "sys_admin",
        "sys_boot",
        "sys_nice",
        "sys_resource",
        "sys_time",
        "sys_tty_config",
        "mknod",
        "lease",
        "audit_write",
        "audit_control",
        "setfcap",
        "mac_override",
        "mac_admin",
        "syslog",
        "wake_alarm",
        "block_suspend",
        "audit_read",
        "perfmon",
        "bpf",
        "checkpoint_restore"
    };

    /**
     * Decodes the value of the attribute.
     *
     * @param value the value of {@code security.capability}, as it is stored
     * @param where what it belongs to, for messages, e.g. {@code inode 12}
     * @return the capabilities
     * @throws CorruptImageException if it is of no known revision or of another length
     */
    public static Capabilities decode(byte[] value, String where) throws CorruptImageException {
        ByteBuffer words = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        int magic = value.length < Integer.BYTES ? 0 : words.getInt();
        int revision = magic >>> 24;
        int expected =
                switch (revision) {
                    case 1 -> 12;
                    case 2 -> 20;
                    case 3 -> 24;
                    default -> -1;
                };
        if (value.length != expected) {
            throw new CorruptImageException(
                    "%s: %d bytes are not capabilities of revision 1, 2 or 3 (they begin with 0x%08x)"
                            .formatted(where, value.length, magic));
        }
        long permitted = Integer.toUnsignedLong(words.getInt());
        long inheritable = Integer.toUnsignedLong(words.getInt());
        if (revision > 1) {
            permitted |= Integer.toUnsignedLong(words.getInt()) << 32;
            inheritable |= Integer.toUnsignedLong(words.getInt()) << 32;
        }
        return new Capabilities(
                permitted,
                inheritable,
                (magic & EFFECTIVE) != 0,
                revision == 3
                        ? OptionalLong.of(Integer.toUnsignedLong(words.getInt()))
                        : OptionalLong.empty());
    }

    /**
     * As getcap prints it, e.g. {@code cap_net_admin,cap_net_raw=ep}; capabilities without a name
     * by their numbers.
     */
    @Override
    public String toString() {
        Map<String, List<String>> byFlags = new LinkedHashMap<>();
        for (int number = 0; number < Long.SIZE; number++) {
            boolean mayBe = (permitted >>> number & 1) != 0;
            boolean inherits = (inheritable >>> number & 1) != 0;
            if (mayBe || inherits) {
                String flags = (effective ? "e" : "") + (inherits ? "i" : "") + (mayBe ? "p" : "");
                byFlags.computeIfAbsent(flags, _ -> new ArrayList<>()).add(name(number));
            }
        }
        List<String> clauses = new ArrayList<>();
        byFlags.forEach(
                (flags, names) ->
                        clauses.add(
                                (names.size() == NAMES.length ? "" : String.join(",", names))
                                        + "="
                                        + flags));
        if (clauses.isEmpty()) {
            clauses.add("=");
        }
        rootUid.ifPresent(uid -> clauses.add("[rootid=" + uid + "]"));
        return String.join(" ", clauses);
    }

    private static String name(int number) {
        return number < NAMES.length ? "cap_" + NAMES[number] : Integer.toString(number);
    }
}
