// SPDX-License-Identifier: Apache-2.0

/**
 * How Linux reads files: {@code ext2 readorder} shows in which order the blocks are read and what
 * that costs, {@code ext2 pin} what get_user_pages does over a mapping. The order is that of {@link
 * ext2cat.mpage} and the figures are those of {@link ext2cat.readorder}; the pages are those of
 * {@link ext2cat.mm}.
 */
package ext2cat.cli.readorder;
