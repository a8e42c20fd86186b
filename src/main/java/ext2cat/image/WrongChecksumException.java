// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;

/** All of a member was expanded, but its checksum is not that of the bytes. */
final class WrongChecksumException extends IOException {

    private static final long serialVersionUID = 1L;

    WrongChecksumException(String message) {
        super(message);
    }
}
