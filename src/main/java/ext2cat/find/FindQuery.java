// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

/**
 * What a find is to do.
 *
 * @param expression what is asked of each file
 * @param minDepth files less deep below the starting point are passed over
 * @param maxDepth files deeper than that are not looked at
 * @param depthFirst whether a directory is looked at after what it holds
 */
public record FindQuery(Expression expression, int minDepth, int maxDepth, boolean depthFirst) {}
