// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import java.io.IOException;

/** A pattern matches several files where the command takes one. */
public final class SeveralFilesException extends IOException {

    private static final long serialVersionUID = 1L;

    SeveralFilesException(int files) {
        super("%d files match, but only one can be taken".formatted(files));
    }
}
