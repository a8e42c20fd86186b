// SPDX-License-Identifier: Apache-2.0

/**
 * Whether an image is as it should be, {@code ext2 check}, or as another one or a directory is,
 * {@code ext2 diff}. The findings are those of {@link ext2cat.check} and {@link ext2cat.diff}.
 */
package ext2cat.cli.check;
