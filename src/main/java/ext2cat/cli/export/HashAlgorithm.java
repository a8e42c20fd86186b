// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

/** A hash that coreutils have a program for. */
enum HashAlgorithm {
    /** md5sum. */
    MD5("MD5"),
    /** sha1sum. */
    SHA1("SHA-1"),
    /** sha224sum. */
    SHA224("SHA-224"),
    /** sha256sum. */
    SHA256("SHA-256"),
    /** sha384sum. */
    SHA384("SHA-384"),
    /** sha512sum. */
    SHA512("SHA-512");

    private final String javaName;

    HashAlgorithm(String javaName) {
        this.javaName = javaName;
    }

    /** What the JDK calls it. */
    String javaName() {
        return javaName;
    }

    /** What a command line calls it, e.g. {@code sha256}. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
