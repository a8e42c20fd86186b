// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * The image uses features that this reader cannot honour; the message has them by name, unknown
 * bits in hex.
 */
public final class UnsupportedFeatureException extends Ext2Exception {

    private static final long serialVersionUID = 1L;

    /**
     * An image that needs what {@code message} says.
     *
     * @param message what is needed, and that this reader does not have it
     */
    public UnsupportedFeatureException(String message) {
        super(message);
    }
}
