// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/** A format that makes no sense. */
final class FormatException extends Exception {

    private static final long serialVersionUID = 1L;

    FormatException(String sentence) {
        super(sentence);
    }
}
