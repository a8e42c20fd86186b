// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.check.DamagedImage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** An image whose file {@code /hello.txt} has the context of a policy of fscrypt in its inode. */
public final class Encrypted {

    /** Where attributes begin: after 128 bytes and 32 of extra fields. */
    private static final int AREA = 160;

    /** Where a value lies after the first entry. */
    private static final int VALUE = 40;

    private Encrypted() {}

    /** Policy 2: AES-256-XTS and AES-256-CBC-CTS, names padded to 32 bytes, IV_INO_LBLK_64. */
    public static Path v2(Path folder) throws IOException {
        return with(
                folder, "0201040b00000000" + "0b68719c6853bd9b89ea71ee5fb7ba65" + "0e".repeat(16));
    }

    /** Policy 1: the same ciphers, names padded to 4 bytes. */
    public static Path v1(Path folder) throws IOException {
        return with(folder, "01010400" + "de278c767eaaf54d" + "53".repeat(16));
    }

    /** A context of which nothing is known. */
    public static Path v3(Path folder) throws IOException {
        return with(folder, "03".repeat(28));
    }

    private static Path with(Path folder, String context) throws IOException {
        byte[] value = HexFormat.of().parseHex(context);
        DamagedImage image = new DamagedImage("tree-inode256-1k");
        long inode = image.inode("/hello.txt");
        image.inode32(inode, AREA, 0xEA020000)
                .inode16(inode, AREA + 4, 0x0901) // a name of one byte, index 9
                .inode16(inode, AREA + 6, VALUE)
                .inode32(inode, AREA + 12, value.length)
                .inode16(inode, AREA + 20, 'c');
        for (int i = 0; i < value.length; i += 2) {
            int word = Byte.toUnsignedInt(value[i]) | Byte.toUnsignedInt(value[i + 1]) << 8;
            image.inode16(inode, AREA + 4 + VALUE + i, word);
        }
        return image.writeTo(folder.resolve("encrypted.img"));
    }
}
