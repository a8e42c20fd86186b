// SPDX-License-Identifier: Apache-2.0

/**
 * How a file system is made: {@code ext2 info} describes superblock and groups, {@code ext2 blocks}
 * where files lie, and {@code ext2 block} what is at a block. The answers come from {@link
 * ext2cat.inspect}; here they become text, JSON and a picture ({@code UsePlot}).
 *
 * <p>{@code InfoFields} is the list of all that a superblock says, in the order and with the labels
 * of dumpe2fs; {@code block} shows superblocks by it, too.
 */
package ext2cat.cli.layout;
