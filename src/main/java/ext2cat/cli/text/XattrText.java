// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.Xattr;
import ext2cat.disk.xattr.Capabilities;
import ext2cat.disk.xattr.PosixAcl;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What an extended attribute says, in the words of the tool that sets it. */
public final class XattrText {

    private static final String ACCESS_ACL = "system.posix_acl_access";
    private static final String DEFAULT_ACL = "system.posix_acl_default";
    private static final String CAPABILITY = "security.capability";
    private static final String SELINUX = "security.selinux";

    private XattrText() {}

    /**
     * The lines that getfacl or getcap prints, or the label of SELinux; empty for other attributes
     * and for one whose value makes no sense.
     */
    public static List<String> decoded(Xattr xattr) {
        try {
            return switch (xattr.fullName()) {
                case ACCESS_ACL, DEFAULT_ACL ->
                        PosixAcl.decode(xattr.value(), xattr.fullName()).entries().stream()
                                .map(PosixAcl.Entry::toString)
                                .toList();
                case CAPABILITY ->
                        List.of(Capabilities.decode(xattr.value(), xattr.fullName()).toString());
                case SELINUX -> text(withoutEnd(xattr.value())).stream().toList();
                default -> List.of();
            };
        } catch (CorruptImageException e) {
            return List.of();
        }
    }

    /** The label of SELinux among attributes. */
    public static Optional<String> label(List<Xattr> xattrs) {
        return xattrs.stream()
                .filter(xattr -> xattr.fullName().equals(SELINUX))
                .flatMap(xattr -> decoded(xattr).stream())
                .findFirst();
    }

    /** The value as getfattr shows it: in quotes if it is text, else in hexadecimal. */
    public static String value(Xattr xattr) {
        return text(xattr.value())
                .map(text -> '"' + text.replace("\"", "\\\"") + '"')
                .orElseGet(() -> "0x" + HexFormat.of().formatHex(xattr.value()));
    }

    /** The value as text, if it is nothing but characters that can be shown. */
    public static Optional<String> text(byte[] value) {
        String spelled = FileName.of(value).toString();
        return spelled.indexOf('\\') < 0 ? Optional.of(spelled) : Optional.empty();
    }

    private static byte[] withoutEnd(byte[] value) {
        boolean ended = value.length > 0 && value[value.length - 1] == 0;
        return ended ? Arrays.copyOf(value, value.length - 1) : value;
    }
}
