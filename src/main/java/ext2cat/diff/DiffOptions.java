// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

/**
 * What is compared.
 *
 * @param times whether the time of the last change matters
 * @param below whether all that is below a directory of one side only is told, each by itself
 */
public record DiffOptions(boolean times, boolean below) {}
