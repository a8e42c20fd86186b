// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

/** Says that a command line makes no sense, though each of its parts may. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Why.
     *
     * @param message a sentence without a full stop
     */
    public UsageException(String message) {
        super(message);
    }
}
