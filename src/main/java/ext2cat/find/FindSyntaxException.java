// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

/** An expression that makes no sense. */
public final class FindSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With a sentence that tells what is wrong. */
    public FindSyntaxException(String sentence) {
        super(sentence);
    }
}
