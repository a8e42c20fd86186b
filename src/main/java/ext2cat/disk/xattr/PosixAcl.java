// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.xattr;

import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;

import ext2cat.disk.CorruptImageException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A POSIX access control list, as it is stored in the value of {@code system.posix_acl_access} or
 * {@code …_default} (struct ext2_acl_header, version 1): 4 bytes of version, then entries of tag
 * and permissions (2 bytes each), and behind those of a named user or group its number (4 bytes).
 *
 * @param entries the entries in stored order
 */
public record PosixAcl(List<Entry> entries) {

    /** EXT2_ACL_VERSION. */
    static final int VERSION = 1;

    /** POSIX_ACL_XATTR_VERSION: the form that system calls take and give. */
    static final int SYSTEM_CALL_VERSION = 2;

    /** ACL_UNDEFINED_ID: in that form, of an entry that names nobody. */
    private static final int NOBODY = -1;

    private static final int HEADER_BYTES = 4;
    private static final int SHORT_ENTRY_BYTES = 4;
    private static final int ENTRY_BYTES = 8;

    /** Keeps a list of its own. */
    public PosixAcl {
        entries = List.copyOf(entries);
    }

    /** Whom an entry is about. */
    public enum Tag {
        /** ACL_USER_OBJ: the owner. */
        OWNER(0x01, "user:", false),
        /** ACL_USER: a user. */
        USER(0x02, "user:", true),
        /** ACL_GROUP_OBJ: the file's group. */
        OWNING_GROUP(0x04, "group:", false),
        /** ACL_GROUP: a group. */
        GROUP(0x08, "group:", true),
        /** ACL_MASK: the most that all but owner and others get. */
        MASK(0x10, "mask:", false),
        /** ACL_OTHER: everybody else. */
        OTHER(0x20, "other:", false);

        private final int value;
        private final String prefix;
        private final boolean named;

        Tag(int value, String prefix, boolean named) {
            this.value = value;
            this.prefix = prefix;
            this.named = named;
        }
    }

    /**
     * An entry.
     *
     * @param tag whom it is about
     * @param id the number of the user or group, 0 for tags that have none
     * @param permissions bits: 4 read, 2 write, 1 execute
     */
    public record Entry(Tag tag, long id, int permissions) {

        /** As getfacl -n prints it, e.g. {@code user:1000:rw-}. */
        @Override
        public String toString() {
            return tag.prefix
                    + (tag.named ? id : "")
                    + ':'
                    + ((permissions & 4) != 0 ? 'r' : '-')
                    + ((permissions & 2) != 0 ? 'w' : '-')
                    + ((permissions & 1) != 0 ? 'x' : '-');
        }
    }

    /**
     * Decodes the value of an extended attribute.
     *
     * @param value the value of {@code system.posix_acl_access} or {@code
     *     system.posix_acl_default}, as it is stored
     * @param where what it belongs to, for messages, e.g. {@code inode 12, access ACL}
     * @return the list
     * @throws CorruptImageException if the value is no such list
     */
    public static PosixAcl decode(byte[] value, String where) throws CorruptImageException {
        if (value.length < HEADER_BYTES || u32(value, 0) != VERSION) {
            throw CorruptImageException.at(
                    where,
                    "%d bytes that do not begin with version %d are not an access control list",
                    value.length,
                    VERSION);
        }
        List<Entry> entries = new ArrayList<>();
        int at = HEADER_BYTES;
        while (at < value.length) {
            Entry entry = entry(value, at, where);
            entries.add(entry);
            at += entry.tag.named ? ENTRY_BYTES : SHORT_ENTRY_BYTES;
        }
        return new PosixAcl(entries);
    }

    /** The list as getfacl -n prints it, entries separated by commas. */
    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).collect(Collectors.joining(","));
    }

    /**
     * {@return the list as setxattr(2) takes it: 4 bytes of version, then entries of tag,
     * permissions (2 bytes each) and number (4 bytes)}
     */
    public byte[] toSystemCall() {
        ByteBuffer value =
                ByteBuffer.allocate(HEADER_BYTES + ENTRY_BYTES * entries.size())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(SYSTEM_CALL_VERSION);
        for (Entry entry : entries) {
            value.putShort((short) entry.tag.value)
                    .putShort((short) entry.permissions)
                    .putInt(entry.tag.named ? (int) entry.id : NOBODY); // the low 32 bits are all
        }
        return value.array();
    }

    private static Entry entry(byte[] value, int at, String where) throws CorruptImageException {
        if (at + SHORT_ENTRY_BYTES > value.length) {
            throw cutOff(value, at, where);
        }
        Tag tag = tag(u16(value, at), at, where);
        if (tag.named && at + ENTRY_BYTES > value.length) {
            throw cutOff(value, at, where);
        }
        return new Entry(
                tag, tag.named ? u32(value, at + SHORT_ENTRY_BYTES) : 0, u16(value, at + 2));
    }

    private static Tag tag(int number, int at, String where) throws CorruptImageException {
        for (Tag tag : Tag.values()) {
            if (tag.value == number) {
                return tag;
            }
        }
        throw CorruptImageException.at(
                where,
                "entry at byte %d has tag 0x%x, expected one of 0x1, 0x2, 0x4, 0x8, 0x10, 0x20",
                at,
                number);
    }

    private static CorruptImageException cutOff(byte[] value, int at, String where) {
        return CorruptImageException.at(
                where, "entry at byte %d is cut off by the end at %d", at, value.length);
    }
}
