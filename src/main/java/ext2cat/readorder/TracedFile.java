// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

/**
 * The file whose reads are shown.
 *
 * @param path its path inside the image, as shown to people
 * @param sizeBytes its size
 */
public record TracedFile(String path, long sizeBytes) {}
