// SPDX-License-Identifier: Apache-2.0

/**
 * What is printed about whole trees: {@code ext2 tree} draws them, {@code ext2 du} adds up what
 * they take, and {@code ext2 df} tells the same of the whole file system. Their units of size are
 * GNU's, {@code SizeUnit}.
 */
package ext2cat.cli.tree;
