// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/**
 * Something that is wrong, or worth knowing.
 *
 * @param problem which kind
 * @param place where
 * @param sentence one line: where, what, the value found and what was expected; safe to show
 */
public record Finding(Problem problem, Place place, String sentence) {}
