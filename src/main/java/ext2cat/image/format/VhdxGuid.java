// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.HexFormat;

/**
 * 16 bytes that name something in a VHDX file: as two numbers, since they are only compared.
 *
 * @param low the first 8 bytes
 * @param high the others
 */
record VhdxGuid(long low, long high) {

    static final VhdxGuid NONE = new VhdxGuid(0, 0);

    static VhdxGuid at(byte[] bytes, int at) {
        return new VhdxGuid(Head.number(bytes, at, 8), Head.number(bytes, at + 8, 8));
    }

    /** One whose bytes are these, in the order of the file. */
    static VhdxGuid ofBytes(String hex) {
        return at(HexFormat.of().parseHex(hex), 0);
    }
}
