// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.io.IOException;

/**
 * An image that cannot be read as it stands: damaged, or of a kind that this reader does not know.
 */
public abstract sealed class Ext2Exception extends IOException
        permits CorruptImageException, UnsupportedFeatureException {

    private static final long serialVersionUID = 1L;

    Ext2Exception(String message) {
        super(message);
    }
}
