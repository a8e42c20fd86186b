// SPDX-License-Identifier: Apache-2.0

/**
 * Hashes of many files: {@link ext2cat.export.hash.FileHashes} has the batches of an export hashed
 * by several threads, and tells the results in the order of the walk.
 */
@NullMarked
package ext2cat.export.hash;

import org.jspecify.annotations.NullMarked;
