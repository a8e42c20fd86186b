// SPDX-License-Identifier: Apache-2.0

/**
 * {@code ext2 find}: shows what {@link ext2cat.find} finds, as a path, as a line ({@code -ls}), in
 * a format ({@code -printf}) or as JSON.
 */
package ext2cat.cli.find;
