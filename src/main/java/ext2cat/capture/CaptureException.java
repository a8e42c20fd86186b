// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;

/** A file is no capture in any form known here. The message is one sentence that says why. */
public final class CaptureException extends IOException {

    private static final long serialVersionUID = 1L;

    CaptureException(String message) {
        super(message);
    }
}
