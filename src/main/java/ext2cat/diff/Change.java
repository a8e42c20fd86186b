// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

/**
 * One thing in which two files differ.
 *
 * @param what e.g. {@code mode} or {@code user.colour}
 * @param first what it is in the first tree, safe to show; empty if the file has it not
 * @param second the same in the second tree
 */
public record Change(String what, String first, String second) {}
