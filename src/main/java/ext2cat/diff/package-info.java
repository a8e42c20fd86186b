// SPDX-License-Identifier: Apache-2.0

/**
 * Compares two trees, each in an image or in a directory of the host: {@link
 * ext2cat.diff.TreeDiff}.
 *
 * <p>Both trees are walked together, directory by directory, in the order of names byte by byte. So
 * a name is only looked for in the directory at hand, and memory holds no more than the entries of
 * the directories on the way and one bit for each directory of an image. Contents are read in
 * pieces, from both sides at once, and what is a hole in both is leapt over.
 *
 * <p>What cannot be read on one side is told, and the rest is compared.
 */
package ext2cat.diff;
