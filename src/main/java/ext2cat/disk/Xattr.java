// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/** An extended attribute: namespace, name and value, of which name and value are bytes. */
public final class Xattr {

    private final int nameIndex;
    private final FileName name;
    private final byte[] value;

    /**
     * An attribute.
     *
     * @param nameIndex e_name_index, see {@link XattrNamespace}
     * @param name the name without its namespace
     * @param value the value, which the caller does not change
     */
    public Xattr(int nameIndex, FileName name, byte[] value) {
        this.nameIndex = nameIndex;
        this.name = name;
        this.value = value;
    }

    /** {@return e_name_index, see {@link XattrNamespace}} */
    public int nameIndex() {
        return nameIndex;
    }

    /** {@return the name without its namespace} */
    public FileName name() {
        return name;
    }

    /**
     * {@return the whole name as getfattr takes it, e.g. {@code security.selinux}; with an index
     * that stands for nothing, which Linux does not list, e.g. {@code unknown-11.name}}
     */
    public String fullName() {
        String prefix =
                XattrNamespace.of(nameIndex)
                        .map(XattrNamespace::prefix)
                        .orElse("unknown-" + nameIndex + ".");
        return prefix + name;
    }

    /** {@return a copy of the value} */
    public byte[] value() {
        return value.clone();
    }

    @Override
    public String toString() {
        return fullName() + " (" + value.length + " bytes)";
    }
}
