// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

/**
 * A run of file blocks that one bio fills (bio_vec; adjacent pages of the kernel's vector are one
 * run here).
 *
 * @param fileBlock the first file block of the run
 * @param blocks how many blocks
 */
public record BioVec(long fileBlock, long blocks) {}
