// SPDX-License-Identifier: Apache-2.0

/**
 * An image as a part of the host's tree of files: {@code ext2 mount} and {@code ext2 unmount}. What
 * they do is in {@link ext2cat.mount}; here is what they are told ({@link
 * ext2cat.cli.mount.MountWords}), and what they say ({@link ext2cat.cli.mount.MountMessages}).
 */
package ext2cat.cli.mount;
