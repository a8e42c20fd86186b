// SPDX-License-Identifier: Apache-2.0

/**
 * Expressions that choose files, in the language of find(1): {@link ext2cat.find.FindParser} reads
 * the words of a command line, {@link ext2cat.find.FindWalk} goes through a tree with what they
 * mean.
 *
 * <p>What an expression does with a file (print it, list it) is left to the {@link
 * ext2cat.find.FindWalk.Sink}. Nothing of a file is read that no test asks for: names, and types
 * where the image tells them there, come from the directory.
 *
 * <p>Not here are the tests that ask for the running system ({@code -executable}, {@code -used}),
 * those that write or run programs ({@code -delete}, {@code -exec}, {@code -fprint}), and following
 * symlinks ({@code -follow}).
 */
package ext2cat.find;
