// SPDX-License-Identifier: Apache-2.0

/**
 * The messages that the kernel and a file system in a program send each other (linux/fuse.h):
 * {@link ext2cat.mount.protocol.Request} decodes one, {@link ext2cat.mount.protocol.Answer} encodes
 * the other, {@link ext2cat.mount.protocol.Handshake} is the first exchange. Knows nothing of
 * images and makes no calls.
 */
package ext2cat.mount.protocol;
