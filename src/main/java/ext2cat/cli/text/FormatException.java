// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

/** A format that makes no sense. */
public final class FormatException extends Exception {

    private static final long serialVersionUID = 1L;

    FormatException(String sentence) {
        super(sentence);
    }
}
