// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;
import java.io.InputStream;

/** The expanded bytes of one member, which come in pieces; a single one is a piece of one. */
abstract class MemberStream extends InputStream {

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int lengthBytes) throws IOException;
}
