// SPDX-License-Identifier: Apache-2.0

/**
 * {@code ext2 ls}. {@code Ls} finds what is to be listed, {@code LsFacts} reads what is asked for
 * of each entry and no more, {@code LsStyle} says how it is to look, and a {@code LsLayout} writes
 * it: in columns, in lines, or long. {@code LsOptions} are those of ls(1).
 */
package ext2cat.cli.ls;
