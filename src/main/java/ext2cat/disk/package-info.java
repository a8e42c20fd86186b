// SPDX-License-Identifier: Apache-2.0

/**
 * The shape of an ext2 file system on disk: pure decoding, no I/O, no memory kept after decoding.
 */
package ext2cat.disk;
